-- What is due at times: one row per entry of a timetable, moved on in the transaction of its effect.

create table schedule (
    name       text primary key,
    timetable  text        not null,
    key        text        not null,
    expression text        not null,
    zone       text        not null,
    last_due   timestamptz,
    next_due   timestamptz not null,
    check (next_due > last_due)
);

create index schedule_due on schedule (timetable, next_due);
