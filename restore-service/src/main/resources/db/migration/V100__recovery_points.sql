-- The backups that exist and what verifications said of them. The repositories know it too: this can be rebuilt.

create table point (
    backup_id    text primary key,
    source_id    text        not null,
    kind         text        not null,
    -- the backup id's last part: of one source and kind, a later backup has a greater one
    label        text        not null,
    repository   text        not null,
    snapshot_at  timestamptz not null,
    completed_at timestamptz not null,
    plain_bytes  bigint      not null,
    stored_bytes bigint      not null
);

create index point_recent on point (label desc);

-- Apart from the backups: a verification may be heard of before its backup is.
create table proof (
    backup_id text primary key,
    status    text        not null check (status in ('VERIFIED', 'QUARANTINED', 'INCONCLUSIVE')),
    level     text,
    judged_at timestamptz not null
);

create view recovery_point as
select p.*, coalesce(q.status, 'UNVERIFIED') as status, q.level
from point p left join proof q using (backup_id);
