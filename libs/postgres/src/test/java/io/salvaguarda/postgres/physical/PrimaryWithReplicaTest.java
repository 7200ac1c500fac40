package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.PhysicalSource.Taken;
import io.salvaguarda.postgres.physical.PrimaryWithReplica.Pair;
import io.salvaguarda.postgres.tools.ToolContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A backup, restored twice to a point behind which the archive goes on. */
class PrimaryWithReplicaTest {
  private static PhysicalSource source;
  private static Taken backup;

  @BeforeAll
  static void write() throws Exception {
    source = new PhysicalSource();
    backup = source.take();
    source.execute("shop", "create table events (n int)", "insert into events values (1)");
    // an owner of a database who would like to be more
    source.execute(
        "postgres",
        "create schema lent",
        "create function lent.pg_create_physical_replication_slot(text, boolean) returns text"
            + " language sql as $$ alter role clerk superuser; select 'lent' $$",
        "alter database postgres set search_path = lent, pg_catalog");
    source.execute("shop", "select pg_catalog.pg_create_restore_point('here')");
    source.execute("shop", "insert into events values (2)", "drop table orders");
    archived();
    source.execute("shop", "insert into events values (3)");
    archived();
  }

  private static void archived() throws Exception {
    String last = source.query("shop", "select pg_walfile_name(pg_switch_wal())");
    Awaitility.await().until(() -> Files.exists(source.archive.resolve(last)));
  }

  @AfterAll
  static void stop() throws Exception {
    source.close();
  }

  private static ToolContext context() {
    return source.context();
  }

  private static ServerRules kept() {
    return ServerRules.kept(Duration.ofMinutes(2));
  }

  private static Pair pair(RecoveryTarget target) throws Exception {
    DataDirectory primary = source.extracted(backup);
    DataDirectory replica = source.extracted(backup);
    String command = RecoverySettings.fromFolder(source.archive);
    var settings =
        new RecoverySettings(target, new RecoveryTimeline.Latest(), Optional.of(command));
    var reached = (Recovery.Result.Reached) Recovery.of(context(), primary, settings, kept()).run();
    return new Pair(primary, replica, reached, command, List.of("shop"));
  }

  @Test
  void theReplicaFollowsThePrimaryFromItsTargetOnAndNotTheArchive() throws Exception {
    Pair pair = pair(new RecoveryTarget.AtName("here"));
    ReplicaLogin login = ReplicaLogin.generated("salvaguarda_replica_1");

    Outcome<PrimaryWithReplica.Following> following =
        new PrimaryWithReplica(context(), pair, login, kept()).run();

    assertThat(following.orThrow().lag()).isPositive();
    assertThat(following.orThrow().limits().settings())
        .containsEntry("max_connections", 120)
        .containsEntry("max_prepared_transactions", 3)
        .containsEntry("max_locks_per_transaction", 64);
    Path passwords = pair.replica().path().resolve(ReplicaLogin.PASSWORD_FILE);
    assertThat(Files.getPosixFilePermissions(passwords))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    // a clone of the replica, asked as a cluster of its own
    Files.delete(pair.replica().path().resolve("standby.signal"));
    for (DataDirectory each : List.of(pair.replica(), pair.primary())) {
      try (var cluster = RecoveredCluster.start(context(), each, kept()).orThrow()) {
        assertThat(query(cluster, "select string_agg(n::text, ' ') from events")).isEqualTo("1");
        assertThat(query(cluster, "select count(*) from orders")).isEqualTo("5000");
        assertThat(query(cluster, "select count(*) from far")).isEqualTo("1000");
        assertThat(query(cluster, "select count(*) from pg_database where datname ~ 'check'"))
            .isEqualTo("0");
        assertThat(
                query(
                    cluster,
                    "select rolsuper, rolreplication, rolcanlogin, rolconfig from pg_roles"
                        + " where rolname = 'salvaguarda_replica_1'"))
            .isEqualTo("f");
        assertThat(query(cluster, "select rolsuper from pg_roles where rolname = 'clerk'"))
            .isEqualTo("f");
      }
    }
  }

  private static String query(RecoveredCluster cluster, String sql) throws Exception {
    return SourceCluster.query(cluster.connection("shop"), sql);
  }

  @Test
  void theEndOfAllWalIsFollowedToo() throws Exception {
    Pair pair = pair(new RecoveryTarget.Latest());

    new PrimaryWithReplica(context(), pair, ReplicaLogin.generated("salvaguarda_replica_2"), kept())
        .run()
        .orThrow();

    assertThat(pair.replica().path().resolve("standby.signal")).exists();
    assertThat(pair.replica().path().resolve("postmaster.pid")).doesNotExist();
    assertThat(pair.primary().path().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void aStopInTheMiddleEndsBothServers() throws Exception {
    Pair pair = pair(new RecoveryTarget.AtName("here"));
    AtomicReference<PrimaryWithReplica> running = new AtomicReference<>();
    ToolContext context =
        context()
            .withLog(
                line -> {
                  if (line.contains("entering standby mode")) {
                    CompletableFuture.runAsync(() -> running.get().cancel());
                  }
                });
    running.set(
        new PrimaryWithReplica(
            context, pair, ReplicaLogin.generated("salvaguarda_replica_3"), kept()));

    var outcome = running.get().run();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .extracting(PostgresFailure::error)
                    .isEqualTo(PostgresError.CANCELLED));
    for (DataDirectory each : List.of(pair.primary(), pair.replica())) {
      Path pid = each.path().resolve("postmaster.pid");
      assertThat(
              Files.exists(pid)
                  && ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
                      .isPresent())
          .isFalse();
    }
  }
}
