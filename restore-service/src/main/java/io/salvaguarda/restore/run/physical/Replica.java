package io.salvaguarda.restore.run.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.PrimaryWithReplica;
import io.salvaguarda.postgres.physical.PrimaryWithReplica.Following;
import io.salvaguarda.postgres.physical.ReplicaLogin;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes of a second copy of a backup the replica of the cluster that was recovered from it. */
final class Replica {

  private static final String LOCAL = "127.0.0.1";

  /** What the source may have been told for a recovery or a replication of its own. */
  private static final List<String> UNSET =
      Stream.of(
              "restore_command",
              "archive_cleanup_command",
              "recovery_end_command",
              "recovery_target",
              "recovery_target_time",
              "recovery_target_lsn",
              "recovery_target_xid",
              "recovery_target_name")
          .map(name -> name + " = ''")
          .toList();

  private final PhysicalPayload order;
  private final ReplicaLogin login;
  private final PrimaryWithReplica pair;
  private final DataDirectory primary;
  private final DataDirectory copy;

  Replica(
      PhysicalPayload order,
      UUID jobId,
      ToolContext context,
      PrimaryWithReplica.Pair pair,
      Duration limit) {
    this.order = order;
    this.primary = pair.primary();
    this.copy = pair.replica();
    // a source that was restored itself may have such a role already
    String name = "salvaguarda_replica_" + jobId.toString().substring(24);
    this.login = ReplicaLogin.generated(name);
    this.pair = new PrimaryWithReplica(context, pair, login, ServerRules.kept(limit));
  }

  /** From another thread. */
  void cancel() {
    pair.cancel();
  }

  /**
   * Blocks until the replica was seen to follow, and both were stopped.
   *
   * @param notes get what was changed, for people
   */
  ReplicaResult follow(List<String> notes) throws IOException {
    Following seen =
        switch (pair.run()) {
          case Outcome.Done<Following> done -> done.value();
          case Outcome.Failed<Following> failed -> throw Replay.failed(failed.failure());
        };
    List<String> both = new ArrayList<>();
    seen.limits().settings().forEach((name, value) -> both.add(name + " = " + value));
    notes.addAll(
        new HandOver(primary.path(), primary.owner()).preparePart(order.port(), login, both));
    List<String> following = new ArrayList<>(both);
    following.addAll(UNSET);
    following.add("recovery_target_timeline = 'latest'");
    following.add("recovery_min_apply_delay = 0");
    following.add("hot_standby = 'on'");
    following.add("primary_slot_name = '" + login.name() + "'");
    following.add(
        "primary_conninfo = '" + login.conninfo(LOCAL, order.port()).replace("'", "''") + "'");
    new HandOver(copy.path(), copy.owner()).preparePart(order.replica().port(), login, following);
    return result(seen.lag());
  }

  private ReplicaResult result(Duration lag) {
    String directory = order.replica().directory();
    return new ReplicaResult(
        directory,
        order.replica().port(),
        login.name(),
        Path.of(directory, ReplicaLogin.PASSWORD_FILE).toString(),
        lag.toMillis());
  }
}
