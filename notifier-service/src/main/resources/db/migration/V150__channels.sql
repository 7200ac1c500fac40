-- A test notice is about no incident.
alter table delivery alter column incident_id drop not null;

-- who took it: addresses, a chat or a host, as the carrier says
alter table delivery add column taken_by text;

create index delivery_dead on delivery (channel, seq) where state = 'DEAD';

-- what is known of channels besides their configuration, over all instances
create table channel_state (
    channel    text primary key,
    -- when the latest attempts began, the newest first: as many as the channel's limit counts
    started    timestamptz[] not null default '{}',
    -- no attempt begins before
    full_until timestamptz,
    -- its receiver said that it is no more; nothing is sent to it until somebody acts
    gone_at    timestamptz,
    gone_why   text
);
