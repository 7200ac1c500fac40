-- Backups whose deletion was told. The news may come before that of their completion, when that one is replayed.

create table deleted (
    backup_id text primary key
);
