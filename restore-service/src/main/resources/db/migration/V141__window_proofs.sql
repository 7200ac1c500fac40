-- Recoveries to random instants of what is claimed to be recoverable, for ever.

create table window_proof (
    id         uuid primary key,
    source_id  text        not null,
    outcome    text        not null check (outcome in ('PROVEN', 'FAILED')),
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    backup_id  text,
    -- the instant that was asked for
    target     timestamptz,
    -- what the recovered cluster showed: its heartbeat, or its last commit
    reached_at timestamptz,
    heartbeat  boolean,
    -- JSON: the failure
    failure    text
);

create index window_proof_of_source on window_proof (source_id, ended_at desc);
