-- A source whose backups are not deleted at present is a cause of its own.
alter table incident drop constraint incident_cause_check;
alter table incident add constraint incident_cause_check
    check (cause in ('backup', 'verification', 'restore', 'storage', 'retention', 'events'));
