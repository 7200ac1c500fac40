-- Keys that open a repository are proven on a schedule, which is a cause of its own.
alter table incident drop constraint incident_cause_check;
alter table incident add constraint incident_cause_check
    check (cause in ('backup', 'verification', 'restore', 'storage', 'retention', 'prune', 'copy', 'key', 'events'));
