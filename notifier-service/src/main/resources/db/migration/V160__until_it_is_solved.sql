-- An incident is followed until it is solved: who takes care of it, who was told when, and when to look at it again.
alter table incident
    add column acknowledged_at timestamptz,
    add column acknowledged_by text,
    -- how often it was opened: one that comes back soon is the same
    add column round           integer not null default 1,
    -- the first and the latest notice of this round, and the steps of the escalation that were taken
    add column told_at         timestamptz,
    add column last_told_at    timestamptz,
    add column steps           integer not null default 0,
    -- JSON: the latest notice of trouble, to be told again
    add column trouble         text,
    add column look_at         timestamptz,
    -- what its notices are held together by; null: itself
    add column thread_id       uuid,
    -- when it was resolved, by this database's clock
    add column closed_at       timestamptz,
    -- the repository whose absence explains it
    add column blames          text;

create index incident_to_look_at on incident (look_at) where resolved_at is null and look_at is not null;
create index incident_blames on incident (blames) where resolved_at is null and blames is not null;
create index incident_same on incident (source_id, cause, about, seq desc);

-- Notices that wait for others to go with, or for the end of what holds them back. Each is told or dropped with its incident.
create table waiting_notice (
    seq         bigint generated always as identity primary key,
    incident_id uuid        not null references incident,
    team        text        not null,
    notice      text        not null,
    since       timestamptz not null default clock_timestamp(),
    look_at     timestamptz not null,
    -- why it is held back; null while it only waits for company
    held_by     text
);

create index waiting_notice_look_at on waiting_notice (look_at);
create index waiting_notice_incident on waiting_notice (incident_id);

-- when each team was last told; locked by the instance that tells it
create table team_turn (
    team    text primary key,
    told_at timestamptz not null default timestamptz 'epoch'
);

-- One notice may tell of several incidents: what follows goes with it, and after it.
alter table delivery add column thread_id uuid;
update delivery set thread_id = incident_id;
drop index delivery_order;
create index delivery_order on delivery (thread_id, channel, seq);
