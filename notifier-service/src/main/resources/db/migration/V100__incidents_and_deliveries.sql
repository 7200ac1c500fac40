-- One incident per source and cause while it is open; one delivery per notice and channel.

create table incident (
    id             uuid primary key,
    source_id      text        not null,
    cause          text        not null check (cause in ('backup', 'verification', 'restore', 'storage', 'events')),
    team           text        not null,
    severity       text        not null,
    summary        text        not null,
    -- the first and the latest failure and what ended them, by the clocks of the services that saw them
    opened_at      timestamptz not null,
    last_failed_at timestamptz not null,
    resolved_at    timestamptz,
    occurrences    bigint      not null default 1,
    -- the newest backup that failed its verification: an older one that passes ends nothing
    backup_id      text,
    -- JSON: when each sort of failure was last told
    told           text        not null,
    seq            bigint generated always as identity
);

create unique index incident_open on incident (source_id, cause) where resolved_at is null;
create index incident_recent on incident (seq desc);

-- the latest recovery of each source and cause, for a failure that arrives late
create table recovery (
    source_id text        not null,
    cause     text        not null,
    at        timestamptz not null,
    backup_id text,
    proof     text        not null,
    primary key (source_id, cause)
);

-- what is known of the proof of each backup; the latest judgement counts
create table verified_backup (
    backup_id    text primary key,
    source_id    text        not null,
    completed_at timestamptz,
    level        text,
    proven       boolean     not null,
    judged_at    timestamptz not null,
    deleted      boolean     not null default false
);

create index verified_backup_newest on verified_backup (source_id, completed_at desc) where proven and not deleted;

create table delivery (
    id              uuid primary key,
    incident_id     uuid        not null references incident,
    source_id       text        not null,
    team            text        not null,
    channel         text        not null,
    channel_type    text        not null check (channel_type in ('mail', 'webhook')),
    notice_type     text        not null check (notice_type in ('PROBLEM', 'RESOLVED')),
    -- false for a notice about another channel: such a one gets no resolved notice
    of_incident     boolean     not null,
    notice          text        not null,
    state           text        not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'DEAD')),
    -- also the fencing token: only grows
    attempts        integer     not null default 0,
    max_attempts    integer     not null,
    owner           text,
    lease_until     timestamptz,
    next_attempt_at timestamptz not null default clock_timestamp(),
    last_error      text,
    -- when that which the notice tells of happened
    failed_at       timestamptz not null,
    created_at      timestamptz not null default clock_timestamp(),
    seq             bigint generated always as identity,
    delivered_at    timestamptz,
    dead_at         timestamptz
);

create index delivery_claimable on delivery (next_attempt_at) where state = 'PENDING';
create index delivery_order on delivery (incident_id, channel, seq);
create index delivery_recent on delivery (seq desc);

-- channels that gave up a notice and have taken none since; the others were told
create table channel_trouble (
    channel text primary key,
    since   timestamptz not null default clock_timestamp()
);
