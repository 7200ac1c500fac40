-- The backups that this service has heard of, and what became of each verification.

create table backup (
    backup_id    text primary key,
    source_id    text        not null,
    kind         text        not null,
    plan         text        not null,
    team         text        not null,
    repository   text        not null,
    completed_at timestamptz,
    deleted_at   timestamptz,
    delete_reason text,
    -- by the last conclusive verification; null before the first
    outcome      text check (outcome in ('PASSED', 'FAILED')),
    verified_at  timestamptz,
    -- a deletion may be heard of before the backup itself
    check (completed_at is not null or deleted_at is not null)
);

create index backup_of_source on backup (source_id, completed_at desc) where deleted_at is null;

create table verification (
    verification_id     uuid primary key,
    backup_id           text        not null,
    source_id           text        not null,
    trigger             text        not null,
    outcome             text        not null
        check (outcome in ('QUEUED', 'RUNNING', 'PASSED', 'FAILED', 'INCONCLUSIVE', 'CANCELLED', 'SKIPPED')),
    level               text,
    created_at          timestamptz not null default clock_timestamp(),
    started_at          timestamptz,
    completed_at        timestamptz,
    tables_compared     bigint      not null default 0,
    rows_compared       bigint      not null default 0,
    findings            text,
    failure             text
);

create index verification_recent on verification (created_at desc);
create index verification_of_backup on verification (backup_id, created_at desc);
create index verification_of_source on verification (source_id, created_at desc);
