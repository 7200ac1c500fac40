-- What is wrong with a source's write-ahead log is a cause of its own.
alter table incident drop constraint incident_cause_check;
alter table incident add constraint incident_cause_check
    check (cause in ('backup', 'verification', 'restore', 'storage', 'retention', 'prune', 'copy', 'key', 'wal', 'events'));
