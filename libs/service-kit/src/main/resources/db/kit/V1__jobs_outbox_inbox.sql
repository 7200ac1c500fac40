-- What every service has: jobs it owns, events it owes, events it has seen, events it could not take.

create table job (
    id              uuid primary key,
    kind            text        not null,
    exclusive_key   text        not null,
    source_id       text        not null,
    state           text        not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    attempt         integer     not null default 0,
    max_attempts    integer     not null,
    owner           text,
    lease_until     timestamptz,
    run_after       timestamptz not null,
    deadline_at     timestamptz not null,
    cancel_by       text,
    requested_by    text        not null,
    idempotency_key text unique,
    payload         text        not null,
    progress        text,
    result          text,
    failure         text,
    created_at      timestamptz not null default clock_timestamp(),
    started_at      timestamptz,
    finished_at     timestamptz
);

-- one active job per kind and exclusive key
create unique index job_active on job (kind, exclusive_key) where state in ('QUEUED', 'RUNNING');
create index job_claimable on job (kind, run_after) where state = 'QUEUED';
create index job_leases on job (lease_until) where state = 'RUNNING';
create index job_recent on job (created_at desc);

create table outbox (
    seq        bigint generated always as identity primary key,
    event_id   uuid        not null unique,
    topic      text        not null,
    record_key text        not null,
    headers    text        not null,
    body       bytea       not null,
    created_at timestamptz not null default clock_timestamp()
);

create table inbox (
    consumer    text        not null,
    ce_source   text        not null,
    ce_id       text        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (consumer, ce_source, ce_id)
);

create table dead_letter (
    id               uuid primary key,
    topic            text        not null,
    kafka_partition  integer     not null,
    kafka_offset     bigint      not null,
    record_key       text,
    headers          text        not null,
    body             bytea       not null,
    reason           text        not null,
    dead_lettered_at timestamptz not null default clock_timestamp(),
    replayed_at      timestamptz,
    unique (topic, kafka_partition, kafka_offset)
);
