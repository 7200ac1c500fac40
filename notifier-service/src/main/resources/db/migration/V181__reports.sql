-- Reports as they were when they were made, so that each attempt to send one sends the same, and an auditor can look it up.

create table report (
    id      uuid primary key,
    kind    text        not null,
    team    text        not null,
    -- of all sources and of the storage, not only of the team's sources
    whole   boolean     not null,
    from_at timestamptz not null,
    to_at   timestamptz not null,
    made_at timestamptz not null,
    -- JSON
    content text        not null
);

create index report_recent on report (made_at desc);

-- How full the volumes of the services were, for forecasts.
create table volume_size (
    service     text        not null,
    volume      text        not null,
    observed_at timestamptz not null,
    free_bytes  bigint      not null,
    total_bytes bigint      not null,
    primary key (service, volume, observed_at)
);
