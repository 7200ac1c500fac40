-- The upkeep of repositories has causes of its own. All repositories share the source "storage", so an incident and
-- what ends it also say about which of them they are: a prune of one says nothing about another.
alter table incident drop constraint incident_cause_check;
alter table incident add constraint incident_cause_check
    check (cause in ('backup', 'verification', 'restore', 'storage', 'retention', 'prune', 'copy', 'events'));

alter table incident add column about text not null default '';
drop index incident_open;
create unique index incident_open on incident (source_id, cause, about) where resolved_at is null;

alter table recovery add column about text not null default '';
alter table recovery drop constraint recovery_pkey;
alter table recovery add primary key (source_id, cause, about);
