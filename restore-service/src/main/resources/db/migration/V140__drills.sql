-- What drills came to, for ever: the jobs that made them are not kept so long.

create table drill (
    id              uuid primary key,
    source_id       text        not null,
    kind            text        not null,
    team            text        not null,
    -- null: there was no verified one
    backup_id       text,
    outcome         text        not null check (outcome in ('COMPLETED', 'FAILED')),
    requested_by    text        not null,
    started_at      timestamptz not null,
    ended_at        timestamptz not null,
    recovery_millis bigint,
    -- JSON: a list of names and milliseconds, in order
    steps           text,
    reached_at      timestamptz,
    loss_millis     bigint,
    bytes           bigint,
    wal_bytes       bigint,
    -- JSON: the failure
    failure         text,
    -- JSON: a list of sentences
    notes           text
);

create index drill_of_source on drill (source_id, ended_at desc);
create index drill_recent on drill (ended_at desc);
