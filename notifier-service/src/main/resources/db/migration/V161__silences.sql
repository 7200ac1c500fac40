-- Times in which somebody does not want to hear of some trouble.
create table silence (
    id         uuid primary key,
    source     text        not null,
    -- a cause of incidents; null: any
    kind       text,
    begins_at  timestamptz not null,
    ends_at    timestamptz not null check (ends_at > begins_at),
    reason     text        not null,
    created_by text        not null,
    created_at timestamptz not null default clock_timestamp(),
    ended_at   timestamptz,
    ended_by   text
);

create index silence_in_force on silence (ends_at) where ended_at is null;
