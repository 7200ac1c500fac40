-- Where in its cluster's log a physical backup stands; logical backups have none of it.
alter table backup add column system_id text;
alter table backup add column timeline integer;
alter table backup add column start_lsn text;
alter table backup add column stop_lsn text;
alter table backup add column wal_segment_bytes integer;
