package io.salvaguarda.config;

/**
 * Who reads a whole cluster: its files and its write-ahead log.
 *
 * @param user exactly as written; has the attribute REPLICATION, and pg_hba.conf lets it in for
 *     {@code replication}
 */
public record ReplicationAccess(String user, Secret password) {}
