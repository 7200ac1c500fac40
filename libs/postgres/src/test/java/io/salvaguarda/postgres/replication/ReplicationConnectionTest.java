package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.tools.JobFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplicationConnectionTest {
  private static final Password PASSWORD = Password.of("secret");
  private static Primary primary;
  private static Path sockets;

  @BeforeAll
  static void start() throws Exception {
    sockets = Primary.newFolder();
    Files.setPosixFilePermissions(sockets, PosixFilePermissions.fromString("rwxrwxrwx"));
    primary = Primary.start(Map.of("unix_socket_directories", sockets.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    primary.close();
    JobFolder.wipe(sockets);
  }

  private static ConnectionSpec as(String user) {
    return primary.superuser().withUser(user, PASSWORD);
  }

  private static PostgresFailure failure(ConnectionSpec spec) {
    return switch (ReplicationConnection.open(spec, Side.SOURCE)) {
      case Outcome.Failed<ReplicationConnection> failed -> failed.failure();
      case Outcome.Done<ReplicationConnection> done -> {
        done.value().close();
        throw new AssertionError("the server let " + spec.user() + " in");
      }
    };
  }

  private static void requireAdmitted(ConnectionSpec spec) {
    try (var connection = ReplicationConnection.open(spec, Side.SOURCE).orThrow()) {
      assertThat(connection.identify().timeline()).isEqualTo(1);
    }
  }

  @Test
  void theServerSaysWhichClusterItRuns() throws Exception {
    try (var connection = ReplicationConnection.open(primary.replicator(), Side.SOURCE).orThrow()) {
      SystemIdentity identity = connection.identify();

      assertThat(identity.systemId())
          .isEqualTo(primary.query("select system_identifier from pg_control_system()"));
      assertThat(identity.timeline()).isEqualTo(1);
      assertThat(identity.position())
          .isLessThanOrEqualTo(primary.lsn("pg_current_wal_flush_lsn()"));
      assertThat(connection.walSegmentBytes()).isEqualTo(16 << 20);
      assertThat(connection.dataChecksums()).isFalse();
      assertThat(connection.serverVersion().full()).isEqualTo(primary.query("show server_version"));
    }
  }

  @Test
  void aWrongPasswordIsTerminalAndIsNotShown() {
    PostgresFailure failure =
        failure(primary.replicator().withUser("the replicator", Password.of("wr0ng")));

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_AUTHENTICATION);
    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
    assertThat(failure.toString()).doesNotContain("wr0ng");
  }

  @Test
  void aMissingPasswordIsSaidToBeMissing() {
    PostgresFailure failure =
        failure(primary.replicator().withUser("the replicator", Password.none()));

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_AUTHENTICATION);
    assertThat(failure.message()).contains("none is configured");
  }

  @Test
  void aUserWhoMayNotReplicateIsToldWhatToGrant() throws Exception {
    primary.execute("create role \"only \"\"reads\" login password 'secret'");

    PostgresFailure failure = failure(as("only \"reads"));

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_PERMISSION);
    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
    assertThat(failure.nextStep()).contains("ALTER ROLE \"only \"\"reads\" REPLICATION");
  }

  @Test
  void aUserWhomPgHbaKeepsOutIsToldWhichLineIsMissing() throws Exception {
    primary.execute("create role kept_out replication login password 'secret'");
    primary.admit("host replication kept_out 127.0.0.1/32 reject");

    PostgresFailure failure = failure(as("kept_out"));

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_AUTHENTICATION);
    assertThat(failure.nextStep()).contains("pg_hba.conf").contains("host replication kept_out");
  }

  @Test
  void olderPasswordsWorkToo() throws Exception {
    primary.execute(
        "set password_encryption = md5; create role old replication login password 'secret'");
    primary.admit("host replication old 127.0.0.1/32 md5");

    requireAdmitted(as("old"));
    assertThat(failure(as("old").withUser("old", Password.of("other"))).error())
        .isEqualTo(PostgresError.SOURCE_AUTHENTICATION);
  }

  @Test
  void aPasswordInClearTextIsNotSentWhereOthersCouldListen() throws Exception {
    primary.execute("create role clear replication login password 'secret'");
    primary.admit("host replication clear 127.0.0.1/32 password");

    PostgresFailure failure = failure(as("clear"));

    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
    assertThat(failure.message()).contains("clear text");
  }

  @Test
  void nobodyListensOnAUnixSocket() throws Exception {
    primary.execute("create role near replication login password 'secret'");
    primary.admit("local replication near password");

    requireAdmitted(over(sockets.toString(), SslMode.REQUIRE, "near", PASSWORD));
  }

  private static ConnectionSpec over(String host, SslMode mode, String user, Password password) {
    int port = primary.cluster().port();
    return new ConnectionSpec(host, port, "postgres", user, password, mode);
  }

  @Test
  void aServerWithoutTlsIsTakenOnlyWhereSslModeAllows() {
    ConnectionSpec spec = primary.replicator();

    requireAdmitted(over(spec.host(), SslMode.PREFER, spec.user(), spec.password()));
    requireAdmitted(over(spec.host(), SslMode.ALLOW, spec.user(), spec.password()));
    PostgresFailure failure =
        failure(over(spec.host(), SslMode.REQUIRE, spec.user(), spec.password()));

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_UNREACHABLE);
    assertThat(failure.message()).contains("TLS");
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() throws Exception {
    int nobody = SourceCluster.freePort();
    var spec = new ConnectionSpec("127.0.0.1", nobody, "x", "x", Password.none(), SslMode.DISABLE);

    PostgresFailure failure = failure(spec);

    assertThat(failure.error()).isEqualTo(PostgresError.SOURCE_UNREACHABLE);
    assertThat(failure.kind()).isEqualTo(PostgresFailure.Kind.RETRYABLE);
  }

  @Test
  void aRefusedCommandLeavesTheConnectionUsable() {
    try (var connection = ReplicationConnection.open(primary.replicator(), Side.SOURCE).orThrow()) {
      assertThatThrownBy(() -> connection.timelineHistory(7)).isInstanceOf(PostgresException.class);

      assertThat(connection.identify().timeline()).isEqualTo(1);
    }
  }

  @Test
  void ofTooManyReplicationConnectionsItIsSaidWhichLimitToRaise() throws Exception {
    var open = new ArrayList<ReplicationConnection>();
    try {
      for (int i = 0; i < 8; i++) {
        open.add(ReplicationConnection.open(primary.replicator(), Side.SOURCE).orThrow());
      }
      assertThat(failure(primary.replicator()).nextStep()).contains("max_wal_senders");
    } finally {
      open.forEach(ReplicationConnection::close);
    }
  }
}
