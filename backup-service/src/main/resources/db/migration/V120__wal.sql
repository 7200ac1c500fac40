-- Who follows a source's write-ahead log, and how it stood when last looked at. One instance at a time, by lease; the
-- term fences what a former one still writes.
create table wal_source (
    source_id   text primary key,
    owner       text        not null,
    term        bigint      not null,
    lease_until timestamptz not null,
    standing    text,
    measured_at timestamptz
);

-- What is wrong with it, told once when it begins and once when it is over.
create table wal_trouble (
    source_id text        not null,
    trouble   text        not null check (trouble in ('GAP', 'STALLED', 'SLOT')),
    since     timestamptz not null,
    primary key (source_id, trouble)
);
