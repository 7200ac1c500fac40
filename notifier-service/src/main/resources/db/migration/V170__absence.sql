-- What is due of each source and by when, and up to when everything was heard that the others told.

create table expectation (
    -- what, source and about, joined
    id          text primary key,
    what        text        not null,
    source_id   text        not null,
    -- the kind of backup, a job or a backup; empty when the source has but one
    about       text        not null,
    -- when it recurs, and where that clock stands; empty when it does not recur
    times       text        not null default '',
    due_at      timestamptz not null,
    -- the latest word of it, by the clock of the service that told it
    answered_at timestamptz,
    -- when it was told to be missing; empty again once something is heard of it
    told_at     timestamptz,
    -- by our clock: what comes once is forgotten some time after it came or was told
    noted_at    timestamptz not null default clock_timestamp()
);

create index expectation_source on expectation (source_id);

-- one row: its lock is held by the instance that looks
create table hearing (
    only_row    boolean primary key default true check (only_row),
    -- what was due before is none of this service's business
    born_at     timestamptz not null default clock_timestamp(),
    looked_at   timestamptz not null default clock_timestamp(),
    -- since when this service looks without a pause
    awake_since timestamptz not null default clock_timestamp(),
    -- when events were last seen to come in, or none to be waiting
    moved_at    timestamptz not null default clock_timestamp(),
    -- everything told up to then was heard, and without a break since
    heard_since timestamptz not null default clock_timestamp(),
    heard_up_to timestamptz not null default clock_timestamp(),
    deaf_told   boolean     not null default false
);

insert into hearing default values;
