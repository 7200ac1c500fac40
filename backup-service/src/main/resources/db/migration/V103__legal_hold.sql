-- Backups that must not be deleted, whatever their plan says. The repository knows it; this is what was last seen there.

alter table backup
    add column hold_by     text,
    add column hold_reason text,
    add column hold_since  timestamptz,
    add constraint backup_hold_whole check (num_nulls(hold_by, hold_reason, hold_since) in (0, 3));
