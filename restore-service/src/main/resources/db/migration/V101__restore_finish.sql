-- What an attempt of a restore was about to put under its final name, written just before. The name and comment of the
-- database then say nothing of the restore any more: its OID tells a later attempt that the work is done.

create table restore_finish (
    job_id            uuid   not null,
    attempt           integer not null,
    database_oid      bigint not null,
    previous_database text,
    bytes             bigint not null,
    primary key (job_id, attempt)
);
