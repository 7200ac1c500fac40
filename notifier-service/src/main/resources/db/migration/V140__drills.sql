-- Drills, and proofs of what is said to be recoverable, are causes of their own.
alter table incident drop constraint incident_cause_check;
alter table incident add constraint incident_cause_check
    check (cause in ('backup', 'verification', 'restore', 'drill', 'window', 'storage', 'retention', 'prune', 'copy', 'key', 'wal', 'events'));
