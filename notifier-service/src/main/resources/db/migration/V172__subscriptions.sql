-- Other systems that get events by webhook. What is sent to them are deliveries like those to people.

create table subscription (
    id         uuid primary key,
    -- JSON: patterns
    types      text        not null,
    sources    text        not null,
    url        text        not null,
    -- every message is signed with it: it cannot be kept as a hash
    secret     text        not null,
    created_by text        not null,
    created_at timestamptz not null default clock_timestamp()
);
