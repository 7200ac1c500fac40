-- One row: when the watcher outside was last told how this service fares, and what it answered.

create table dead_man_switch (
    only_row boolean primary key default true check (only_row),
    told_at  timestamptz,
    well     boolean,
    said     text,
    answer   text
);

insert into dead_man_switch default values;
