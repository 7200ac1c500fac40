/**
 * PostgreSQL's streaming replication protocol, read directly from servers 13 to 18: base backups,
 * the WAL stream and physical slots. The JDBC driver cannot read a base backup, and a client
 * program in between costs a process and a pipe. Nothing here writes files or knows a repository.
 */
package io.salvaguarda.postgres.replication;
