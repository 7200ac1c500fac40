package io.salvaguarda.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL database to protect.
 *
 * @param id its key in the file: {@code [a-z0-9][a-z0-9-]{0,62}}
 * @param host name, address or absolute path of the socket's folder; exactly as written
 * @param port 5432 by default
 * @param database exactly as written: any text of 1 to 63 bytes is a name, never a connection
 *     string
 * @param user exactly as written
 * @param password the user's password
 * @param restoreUser who restores: may create databases; the user by default
 * @param restorePassword the restoring user's password
 * @param sslMode libpq's sslmode; prefer by default
 * @param sslRootCertificate PEM file; always there for verify-ca and verify-full
 * @param repository name of its repository
 * @param plan name of its plan; {@link Plan#DEFAULT_NAME} by default
 * @param team name of its team; the default team by default
 * @param replication who reads the whole cluster; empty: no physical backups
 * @param wal how its write-ahead log comes into the repository; not at all by default; anything
 *     else has {@code replication}
 * @param walFlush how old what is not durable of a streamed log may become; 10 seconds by default
 * @param heartbeat how often a row of its own is written in the database, which shows how far a
 *     recovery has come; empty, the default: not at all
 */
public record PostgresSource(
    String id,
    String host,
    int port,
    String database,
    String user,
    Secret password,
    String restoreUser,
    Secret restorePassword,
    SslMode sslMode,
    Optional<Path> sslRootCertificate,
    String repository,
    String plan,
    String team,
    Optional<ReplicationAccess> replication,
    WalMode wal,
    Duration walFlush,
    Optional<Duration> heartbeat) {}
