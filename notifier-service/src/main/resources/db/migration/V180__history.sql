-- The ends of backups, verifications, restores, drills and repository jobs, as the events told them.

create table history (
    kind                text        not null,
    id                  uuid        not null,
    source_id           text        not null,
    team                text,
    backup_kind         text,
    repository          text,
    backup_id           text,
    outcome             text        not null,
    started_at          timestamptz,
    ended_at            timestamptz not null,
    plain_bytes         bigint,
    stored_bytes        bigint,
    repository_bytes    bigint,
    rows                bigint,
    level               text,
    backup_completed_at timestamptz,
    recovery_millis     bigint,
    loss_millis         bigint,
    error_class         text,
    error               text,
    primary key (kind, id)
);

create index history_recent on history (ended_at desc);
create index history_of_source on history (source_id, ended_at desc);
