package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static io.salvaguarda.postgres.SourceCluster.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.restore.FinalName.Given;
import io.salvaguarda.postgres.restore.FinalName.Wish;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class FinalNameTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final SourceCluster.Server server;
  private final ConnectionSpec maintenance;

  FinalNameTest(SourceCluster.Server server) {
    this.server = server;
    this.maintenance = server.connection("postgres");
  }

  private static Wish swap(ConnectionSpec working, ConnectionSpec live) {
    return new Wish(
        working.database(),
        live.database(),
        null,
        Optional.of(FinalName.previousName(live.database(), NOW)));
  }

  private static PostgresFailure failure(Outcome<Given> outcome) {
    return ((Outcome.Failed<Given>) outcome).failure();
  }

  private String comment(String database) throws Exception {
    return query(
        maintenance,
        "select shobj_description(oid, 'pg_database') from pg_database where datname = '"
            + database
            + "'");
  }

  @Test
  void theNameComesWithTheCommentAndNothingIsReplaced() throws Exception {
    ConnectionSpec working = server.newDatabase();
    execute(working, "comment on database \"" + working.database() + "\" is 'not yet'");

    Given given =
        FinalName.give(
                maintenance, new Wish(working.database(), "fresh", "it's \\ one", Optional.empty()))
            .orThrow();

    assertThat(given.previousDatabase()).isEmpty();
    assertThat(comment("fresh")).isEqualTo("it's \\ one");
    assertThat(comment(working.database())).isNull();
  }

  @Test
  void aNameThatIsTakenIsRefusedAndNothingChanges() throws Exception {
    ConnectionSpec taken = server.newDatabase();
    ConnectionSpec working = server.newDatabase();
    execute(working, "comment on database \"" + working.database() + "\" is 'mark'");
    try (var user = PostgresConnections.open(taken)) {
      var outcome =
          FinalName.give(
              maintenance,
              new Wish(working.database(), taken.database(), "theirs", Optional.empty()));

      assertThat(failure(outcome).error()).isEqualTo(PostgresError.TARGET_EXISTS);
      assertThat(comment(working.database())).isEqualTo("mark");
      assertThat(user.isValid(5)).isTrue();
    }
  }

  @Test
  void aSwapEndsSessionsAndKeepsThePreviousDatabase() throws Exception {
    // given
    ConnectionSpec live = server.database("live \"db\"");
    execute(live, "create table which as select 'old' as name");
    ConnectionSpec restored = server.database("restored");
    execute(restored, "create table which as select 'new' as name");
    try (var user = PostgresConnections.open(live);
        var statement = user.createStatement()) {
      statement.execute("select 1");

      // when
      Given given = FinalName.give(maintenance, swap(restored, live)).orThrow();

      // then
      assertThat(given.previousDatabase())
          .isEqualTo(Optional.of("live \"db\"_before_20260102T030405"));
      assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      assertThat(query(live, "select name from which")).isEqualTo("new");
      ConnectionSpec previous = live.withDatabase(given.previousDatabase().orElseThrow());
      assertThat(query(previous, "select name from which")).isEqualTo("old");
    }
  }

  @Test
  void clientsThatComeBackAtOnceDoNotStopASwap() throws Exception {
    // given
    ConnectionSpec live = server.newDatabase();
    ConnectionSpec restored = server.newDatabase();
    execute(restored, "create table here ()");
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      clients.add(Thread.ofPlatform().start(() -> reconnect(live, over)));
    }

    // when
    var outcome = FinalName.give(maintenance, swap(restored, live));

    // then
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    assertThat(query(live, "select to_regclass('here')")).isEqualTo("here");
  }

  private static void reconnect(ConnectionSpec live, AtomicBoolean over) {
    while (!over.get()) {
      try (var connection = PostgresConnections.open(live);
          var statement = connection.createStatement()) {
        while (!over.get()) {
          statement.execute("select pg_sleep(0.05)");
        }
      } catch (SQLException ended) {
        // and again, as a connection pool does
      }
    }
  }

  @Test
  void aSwapThatCannotBeMadeLeavesTheLiveDatabaseInUse() throws Exception {
    ConnectionSpec live = server.newDatabase();
    ConnectionSpec restored = server.newDatabase();
    server.database(FinalName.previousName(live.database(), NOW));

    var inTheWay = FinalName.give(maintenance, swap(restored, live));
    var nothing = FinalName.give(maintenance, swap(live.withDatabase("nothing there"), live));

    assertThat(failure(inTheWay).error()).isEqualTo(PostgresError.TARGET_EXISTS);
    assertThat(failure(nothing).error()).isEqualTo(PostgresError.DATABASE_MISSING);
    assertThat(query(live, "select current_database()")).isEqualTo(live.database());
    assertThat(query(restored, "select current_database()")).isEqualTo(restored.database());
  }

  @Test
  void whoMayNotRenameEndsNoSessionNotEvenOneThatHeMayEnd() throws Exception {
    execute(maintenance, "create role guest login password 'guest' createdb");
    ConnectionSpec live = server.newDatabase();
    ConnectionSpec restored = server.newDatabase();
    execute(maintenance, "alter database \"" + restored.database() + "\" owner to guest");
    Password password = Password.of("guest");
    try (var session = PostgresConnections.open(live.withUser("guest", password))) {
      var outcome = FinalName.give(maintenance.withUser("guest", password), swap(restored, live));

      assertThat(failure(outcome).error()).isEqualTo(PostgresError.SOURCE_PERMISSION);
      assertThat(session.isValid(5)).isTrue();
    }
  }

  @Test
  void aDatabaseThatStaysLockedIsBusyAndNotLost() throws Exception {
    ConnectionSpec live = server.newDatabase();
    ConnectionSpec restored = server.newDatabase();
    try (var holder = PostgresConnections.open(maintenance);
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("comment on database \"" + live.database() + "\" is 'being written'");

      var outcome = FinalName.give(maintenance, swap(restored, live));

      assertThat(failure(outcome).kind()).isEqualTo(PostgresFailure.Kind.RETRYABLE);
      holder.rollback();
    }
    assertThat(query(live, "select current_database()")).isEqualTo(live.database());
  }

  @Test
  void thePreviousNameFitsPostgresLimit() {
    assertThat(FinalName.previousName("é🐘".repeat(10), NOW).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(63);
  }
}
