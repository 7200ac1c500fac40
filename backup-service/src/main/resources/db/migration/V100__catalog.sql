-- The backups that exist, as far as this service knows. The repositories know it too: this can be rebuilt from them.

create table backup (
    backup_id      text primary key,
    source_id      text        not null,
    kind           text        not null check (kind in ('LOGICAL', 'PHYSICAL', 'BUCKET')),
    -- the backup id's last part: of one source and kind, a later backup has a greater one
    label          text        not null,
    repository     text        not null,
    plan           text        not null,
    team           text        not null,
    job_id         uuid        not null,
    attempt        integer     not null,
    started_at     timestamptz not null,
    snapshot_at    timestamptz not null,
    completed_at   timestamptz not null,
    plain_bytes    bigint      not null,
    dump_bytes     bigint      not null,
    stored_bytes   bigint      not null,
    chunks         bigint      not null,
    new_chunks     bigint      not null,
    server_version text        not null,
    tables         bigint      not null,
    row_count      bigint      not null,
    anomaly        boolean     not null default false,
    status         text        not null default 'UNVERIFIED'
        check (status in ('UNVERIFIED', 'VERIFIED', 'QUARANTINED', 'INCONCLUSIVE')),
    level          text,
    verified_at    timestamptz,
    -- when the verification ended that the status is from: an older one that is heard of later changes nothing
    judged_at      timestamptz,
    -- when a verification or restore of it was last known to begin
    used_at        timestamptz
);

create index backup_recent on backup (label desc);
create index backup_of_source on backup (source_id, kind, label desc);

-- A backup far smaller than usual: nothing of its source is deleted until somebody has looked, or the size is back.
create table retention_hold (
    source_id   text        not null,
    kind        text        not null,
    backup_id   text        not null,
    dump_bytes  bigint      not null,
    usual_bytes bigint      not null,
    since       timestamptz not null default clock_timestamp(),
    primary key (source_id, kind)
);

-- From which label on a source's sizes count as usual: set when somebody has accepted smaller backups.
create table usual_size (
    source_id   text        not null,
    kind        text        not null,
    from_label  text        not null,
    accepted_by text        not null,
    accepted_at timestamptz not null default clock_timestamp(),
    primary key (source_id, kind)
);
