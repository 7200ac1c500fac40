package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes of two copies of one backup a primary and a replica that streams from it, proves that it
 * does, and stops both cleanly, the replica with all that the primary has. Both are servers of ours
 * meanwhile ({@link OwnServer}), which talk over a Unix socket that nobody else can reach. What
 * stays is the role and the slot in the primary, and the password in the replica. One use only.
 */
public final class PrimaryWithReplica {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final ToolContext context;
  private final Pair pair;
  private final ReplicaLogin login;
  private final ServerRules rules;
  private final AnyDatabase databases;
  private final String caughtUp;
  private final List<OwnServer> servers = new ArrayList<>();
  private boolean cancelled;

  /**
   * Two data directories of one backup.
   *
   * @param primary was recovered, promoted and stopped
   * @param replica no server ran on it yet
   * @param reached what the primary's recovery came to
   * @param restoreCommand the one by which the primary was recovered
   * @param databases that it may hold, beside those that most clusters have
   */
  public record Pair(
      DataDirectory primary,
      DataDirectory replica,
      Recovery.Result.Reached reached,
      String restoreCommand,
      List<String> databases) {}

  /**
   * What was seen.
   *
   * @param lag until a row that was committed on the primary was seen on the replica
   * @param limits with which both are to be started, for the replica else does not
   */
  public record Following(Duration lag, ReplicaLimits limits) {}

  /**
   * @param context tools of the backup's major version; its log receives both servers' lines
   * @param rules of what is to be kept: a sandbox writes too little WAL for a replica
   */
  public PrimaryWithReplica(ToolContext context, Pair pair, ReplicaLogin login, ServerRules rules) {
    this.context = context;
    this.pair = pair;
    this.login = login;
    this.rules = rules;
    this.databases = AnyDatabase.of(pair.databases(), login.name(), login.password());
    this.caughtUp =
        "select r.state = 'streaming' and r.replay_lsn >= pg_current_wal_lsn()"
            + " from pg_replication_slots s join pg_stat_replication r on r.pid = s.active_pid"
            + " where s.slot_name = '"
            + login.slot()
            + "'";
  }

  /** Blocks; no server runs afterwards. What fails is our trouble, never the backup's. */
  public Outcome<Following> run() {
    try {
      Outcome<Following> outcome = Outcome.of(this::proven);
      boolean stopped = outcome instanceof Outcome.Failed && isCancelled();
      return stopped ? Outcome.failed(stopped()) : outcome;
    } finally {
      closeAll();
    }
  }

  private Following proven() {
    ControlData control = control(pair.primary());
    ReplicaLimits limits = ReplicaLimits.of(control(pair.replica()));
    new ReplicaSeed(pair.primary(), pair.replica())
        .plant(pair.reached(), control.walSegmentBytes(), login);
    try {
      OwnServer primary = primary(control, limits);
      catchUp(primary, limits);
      OwnServer replica = replica(primary, limits, true);
      replica.awaitReady(LIMIT);
      Duration lag = prove(primary, replica);
      primary.stop(LIMIT);
      requireAll(replica, control(pair.primary()).lastCheckpoint());
      replica.stop(LIMIT);
      return new Following(lag, limits);
    } catch (SQLException e) {
      throw new PostgresException(refused(e), e);
    }
  }

  private OwnServer primary(ControlData control, ReplicaLimits limits) throws SQLException {
    OwnServer primary = own(pair.primary());
    ServerSettings settings = settings(control, primary).within(limits);
    primary.configure(settings, List.of());
    OwnSuperuser.make(primary, context.log(), login.name(), login.password());
    String role = " all \"" + login.name() + "\" scram-sha-256";
    primary.launch(settings, List.of("local" + role, "local" + role.replace("all", "replication")));
    primary.awaitReady(LIMIT);
    try (Connection connection = databases.open(primary)) {
      ReplicationProof.execute(
          connection, "select pg_create_physical_replication_slot('" + login.slot() + "', true)");
    }
    return primary;
  }

  /**
   * Where nobody can look on, it replays also what was written with larger limits than a server of
   * ours has.
   */
  private void catchUp(OwnServer primary, ReplicaLimits limits) throws SQLException {
    try (OwnServer replica = replica(primary, limits, false);
        Connection connection = databases.open(primary)) {
      new SqlWatch(replica, rules.limit()).until(connection, "the primary's end", caughtUp);
      replica.stop(LIMIT);
    }
  }

  private OwnServer replica(OwnServer primary, ReplicaLimits limits, boolean readable) {
    OwnServer replica = own(pair.replica());
    ReplicaSource source =
        new ReplicaSource(
            pair.restoreCommand(),
            pair.reached().timeline(),
            login,
            primary.sockets().toString(),
            AnyDatabase.PORT);
    replica.launch(
        settings(control(pair.replica()), replica).within(limits).following(source, readable),
        List.of("local all \"" + login.name() + "\" scram-sha-256"));
    return replica;
  }

  private Duration prove(OwnServer primary, OwnServer replica) throws SQLException {
    try (Connection connection = databases.open(primary)) {
      String any = databases.databases().getFirst();
      Duration lag =
          new ReplicationProof(
                  databases.spec(primary, any),
                  databases.spec(replica, any),
                  new SqlWatch(replica, LIMIT),
                  caughtUp)
              .run(connection, context.tools().major());
      String role = "alter role \"" + login.name() + "\" ";
      ReplicationProof.execute(connection, role + "reset all");
      ReplicationProof.execute(connection, role + "nosuperuser replication");
      return lag;
    }
  }

  /** The primary has stopped; its last checkpoint is what it has written last. */
  private void requireAll(OwnServer replica, Lsn end) throws SQLException {
    try (Connection connection = databases.open(replica)) {
      new SqlWatch(replica, LIMIT)
          .until(
              connection,
              "the primary's last checkpoint",
              "select pg_last_wal_replay_lsn() > '" + end + "'");
    }
  }

  private ServerSettings settings(ControlData control, OwnServer server) {
    return new ServerSettings(rules, control, context.tools().major(), server.sockets());
  }

  private ControlData control(DataDirectory data) {
    return ControlData.read(context, data).orThrow();
  }

  private synchronized OwnServer own(DataDirectory data) {
    if (cancelled) {
      throw new PostgresException(stopped());
    }
    OwnServer server = OwnServer.prepare(context, data, rules.isolation());
    servers.add(server);
    return server;
  }

  private static PostgresFailure refused(SQLException e) {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "a primary or its replica refused: %s (%s)"
            .formatted(SqlFailures.primaryMessage(e), SqlFailures.sqlState(e)),
        "See the log of both.");
  }

  private static PostgresFailure stopped() {
    return PostgresFailure.inconclusive(
        PostgresError.CANCELLED, "the replica was stopped", "Ask for it again.");
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** From another thread: {@link #run()} ends soon, with a failure. */
  public synchronized void cancel() {
    cancelled = true;
    closeAll();
  }

  private synchronized void closeAll() {
    servers.reversed().forEach(OwnServer::close);
  }
}
