-- When it was last told how full each volume is.

create table volume_told (
    volume  text primary key,
    told_at timestamptz not null
);
