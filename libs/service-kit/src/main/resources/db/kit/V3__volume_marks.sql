-- Which disks are known to be too full: each mark is told once.

create table volume_mark (
    volume    text primary key,
    threshold text        not null check (threshold in ('WARNING', 'CRITICAL')),
    since     timestamptz not null default clock_timestamp()
);
