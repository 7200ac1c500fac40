package io.salvaguarda.postgres.physical;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.cluster.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would refuse a replication connection is named before one is made. */
@ExtendWith(SourceCluster.class)
class ReplicationReadinessTest {
  private static final Password PASSWORD = Password.of("pass");

  private final SourceCluster.Server server;

  ReplicationReadinessTest(SourceCluster.Server server) {
    this.server = server;
  }

  @Test
  void aUserWithoutTheAttributeIsToldHowToGetIt() throws Exception {
    ConnectionSpec postgres = server.connection("postgres");
    execute(
        postgres,
        "create role \"re\"\"ader\" login password 'pass'",
        "create role ready login replication password 'pass'");
    ConnectionSpec anybody = postgres.withUser("re\"ader", PASSWORD);

    PostgresFailure refusal = ReplicationReadiness.check(anybody, "re\"ader").orElseThrow();

    assertThat(refusal.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
    assertThat(refusal.error()).isEqualTo(PostgresError.SOURCE_PERMISSION);
    assertThat(refusal.nextStep()).isEqualTo("Run: ALTER ROLE \"re\"\"ader\" REPLICATION;");
    assertThat(ReplicationReadiness.check(anybody, "ready")).isEmpty();
    assertThat(ReplicationReadiness.check(anybody, "postgres")).isEmpty();
    assertThat(ReplicationReadiness.check(anybody, "nobody at all")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "wal_level, minimal, wal_level = replica",
    "max_wal_senders, 0, max_wal_senders = 10",
    "max_replication_slots, 0, max_replication_slots = 10"
  })
  void aServerThatLetsNobodyReadTheClusterIsToldWhichSettingDoes(
      String setting, String value, String right, @TempDir Path temp) throws Exception {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwx--x--x"));
    // without senders: a server does not start with a minimal log that it should send
    Map<String, String> parameters =
        setting.equals("wal_level")
            ? Map.of("fsync", "off", setting, value, "max_wal_senders", "0")
            : Map.of("fsync", "off", setting, value);
    var settings =
        new LocalCluster.Settings(SourceCluster.freePort(), "postgres", PASSWORD, parameters);

    try (LocalCluster cluster =
        LocalCluster.in(temp.resolve("pg"), server.context(), settings)
            .orThrow()
            .start()
            .orThrow()) {
      PostgresFailure refusal =
          ReplicationReadiness.check(cluster.connection("postgres"), "postgres").orElseThrow();

      assertThat(refusal.kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
      assertThat(refusal.error()).isEqualTo(PostgresError.CONFIGURATION);
      assertThat(refusal.message()).contains(setting + " = " + value);
      assertThat(refusal.nextStep()).contains(right);
    }
  }

  @Test
  void aServerThatIsAwayIsOneThatIsAway() throws Exception {
    ConnectionSpec nowhere =
        new ConnectionSpec(
            "127.0.0.1", SourceCluster.freePort(), "postgres", "x", PASSWORD, SslMode.DISABLE);

    assertThat(ReplicationReadiness.check(nowhere, "x").orElseThrow().error())
        .isEqualTo(PostgresError.SOURCE_UNREACHABLE);
  }
}
