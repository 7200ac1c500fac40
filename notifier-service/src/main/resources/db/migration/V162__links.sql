-- The key that signs the links in mails; made by the first instance that needs it. Hex.
create table link_key (
    one boolean primary key default true check (one),
    key text not null
);

-- links are good for one use
create table used_link (
    hash       text primary key,
    used_at    timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null
);
