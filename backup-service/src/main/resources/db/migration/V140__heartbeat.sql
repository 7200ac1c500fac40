-- Whose turn it is to write a source's heartbeat, and when the next beat is due.
create table heartbeat (
    source_id text primary key,
    owner     text        not null,
    due_at    timestamptz not null
);
