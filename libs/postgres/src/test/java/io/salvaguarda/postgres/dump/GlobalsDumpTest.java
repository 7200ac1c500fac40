package io.salvaguarda.postgres.dump;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.SourceCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class GlobalsDumpTest {
  private final SourceCluster.Server server;

  GlobalsDumpTest(SourceCluster.Server server) {
    this.server = server;
  }

  @Test
  void aSuperusersDumpKeepsPasswordsSoThatRolesCanLogInAfterADisaster() throws Exception {
    execute(server.connection("postgres"), "create role app_login login password 'x'");

    Globals globals = new GlobalsDump(server.context(), server.newDatabase()).run().orThrow();

    assertThat(globals.withPasswords()).isTrue();
    assertThat(globals.script()).contains("CREATE ROLE app_login", "PASSWORD 'SCRAM-SHA-256$");
    assertThat(globals.toString()).doesNotContain("SCRAM");
  }

  @Test
  void aLesserUsersDumpLacksPasswordsAndSaysSo() throws Exception {
    execute(
        server.connection("postgres"),
        "drop role if exists lesser",
        "create role lesser login password 'lesser'");

    var spec = server.newDatabase().withUser("lesser", Password.of("lesser"));
    Globals globals = new GlobalsDump(server.context(), spec).run().orThrow();

    assertThat(globals.withPasswords()).isFalse();
    assertThat(globals.note()).contains("lesser").contains("without their passwords");
    assertThat(globals.script()).contains("CREATE ROLE lesser").doesNotContain("SCRAM-SHA");
  }

  @Test
  void aWrongPasswordIsNoReasonToTryWithoutPasswords() throws Exception {
    var spec = server.newDatabase().withUser("postgres", Password.of("wrong"));

    Outcome<Globals> outcome = new GlobalsDump(server.context(), spec).run();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().error())
                    .isEqualTo(PostgresError.SOURCE_AUTHENTICATION));
  }

  @Test
  void aDumpThatWaitsForALockCanBeCancelled() throws Exception {
    GlobalsDump dump = new GlobalsDump(server.context(), server.newDatabase());
    FutureTask<Outcome<Globals>> running = new FutureTask<>(dump::run);
    try (Connection lock = PostgresConnections.open(server.connection("postgres"))) {
      lock.setAutoCommit(false);
      lock.createStatement().execute("lock table pg_shdescription in access exclusive mode");
      Thread.ofPlatform().start(running);
      await().atMost(Duration.ofMinutes(1)).until(() -> waitingForALock(lock));

      dump.cancel();

      assertThat(running.get(1, TimeUnit.MINUTES))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().error()).isEqualTo(PostgresError.CANCELLED));
    }
  }

  private static boolean waitingForALock(Connection connection) throws SQLException {
    try (ResultSet row =
        connection
            .createStatement()
            .executeQuery(
                "select count(*) > 0 from pg_locks"
                    + " where not granted and relation = 'pg_shdescription'::regclass")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
