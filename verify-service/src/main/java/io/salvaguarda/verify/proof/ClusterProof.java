package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.PageChecksums;
import io.salvaguarda.postgres.physical.RecoveredCluster;
import io.salvaguarda.postgres.physical.ServerRules;
import io.salvaguarda.postgres.tools.ToolContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Level 5 of a whole cluster: its pages are sound, it is the cluster that the backup says with all
 * its databases and tablespaces, its tables and indexes agree, and it answers the plan's questions.
 */
final class ClusterProof {

  private final Assignment assignment;
  private final Supervision supervision;
  private final ToolContext context;
  private final DataDirectory data;
  private final ServerRules rules;

  ClusterProof(Assignment assignment, ToolContext context, DataDirectory data, ServerRules rules) {
    this.assignment = assignment;
    this.supervision = assignment.supervision();
    this.context = context;
    this.data = data;
    this.rules = rules;
  }

  /**
   * @param database where the plan's assertions are asked
   */
  void run(ClusterFacts facts, Optional<String> database) {
    pages();
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.SANDBOX, 0, 0);
    try (RecoveredCluster cluster = RecoveredCluster.start(context, data, rules).orThrow()) {
      supervision.onStop(cluster::close);
      List<String> databases = compare(cluster, facts);
      assertions(cluster, databases, database);
      databases.forEach(each -> relations(cluster, each));
    }
  }

  private void pages() {
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.PAGES, 0, 0);
    switch (PageChecksums.run(context, data, supervision::onStop).orThrow()) {
      case PageChecksums.Result.None none ->
          assignment.note("the cluster has no page checksums (initdb --data-checksums)");
      case PageChecksums.Result.Checked checked -> {
        if (!checked.damages().isEmpty()) {
          throw PhysicalProof.damaged(
              checked.damages().stream().map(Findings::pageDamaged).toList());
        }
      }
    }
  }

  /** Returns the databases that can be connected to. */
  private List<String> compare(RecoveredCluster cluster, ClusterFacts facts) {
    supervision.at(Level.CONTENT, Phase.FACTS, 0, 0);
    ConnectionSpec server = cluster.connection("template1");
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement()) {
      List<Finding> findings = new ArrayList<>();
      identity(statement, facts).ifPresent(findings::add);
      Map<Long, String> databases =
          names(statement, "select oid, datname from pg_catalog.pg_database");
      facts.databases().stream()
          .filter(expected -> !databases.containsKey(expected.oid()))
          .forEach(expected -> findings.add(Findings.databaseMissing(expected.name())));
      // one that was dropped while the backup was made was sent all the same
      Map<Long, String> tablespaces =
          names(statement, "select oid, spcname from pg_catalog.pg_tablespace");
      facts.tablespaces().stream()
          .filter(expected -> !tablespaces.containsKey(expected.oid()))
          .forEach(
              expected ->
                  assignment.note(
                      "the tablespace " + expected.name() + " was dropped during the backup"));
      if (!findings.isEmpty()) {
        throw new BadBackup(
            ErrorClass.CONTENT_DIFFERS, findings.getFirst().message(), findings, List.of());
      }
      return connectable(statement);
    } catch (SQLException e) {
      supervision.throwIfStopped();
      throw judged(e, server);
    }
  }

  private static Optional<Finding> identity(Statement statement, ClusterFacts facts)
      throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select system_identifier::text from pg_catalog.pg_control_system()")) {
      row.next();
      String actual = row.getString(1);
      return actual.equals(facts.systemId())
          ? Optional.empty()
          : Optional.of(Findings.otherCluster(facts.systemId(), actual));
    }
  }

  /** By OID: names may change at any time. */
  private static Map<Long, String> names(Statement statement, String sql) throws SQLException {
    Map<Long, String> names = new HashMap<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        names.put(row.getLong(1), row.getString(2));
      }
    }
    return names;
  }

  private List<String> connectable(Statement statement) throws SQLException {
    List<String> databases = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            """
            select datname, datallowconn and datconnlimit <> -2, datname = 'template0'
            from pg_catalog.pg_database order by datname
            """)) {
      while (row.next()) {
        if (row.getBoolean(2)) {
          databases.add(row.getString(1));
        } else if (!row.getBoolean(3)) {
          assignment.note(row.getString(1) + " allows no connections: its tables were not checked");
        }
      }
    }
    return databases;
  }

  private void assertions(
      RecoveredCluster cluster, List<String> databases, Optional<String> database) {
    ProofRules plan = assignment.rules();
    if (plan.assertions().isEmpty()) {
      return;
    }
    supervision.at(Level.CONTENT, Phase.ASSERTIONS, 0, 0);
    String asked =
        database
            .filter(databases::contains)
            .orElseThrow(
                () ->
                    OurTrouble.staying(
                        ErrorClass.CONFIGURATION,
                        "the plan's assertions cannot be asked: there is no database "
                            + database.orElse("that the backup names")
                            + " in the cluster to connect to",
                        "Check the source's database in salvaguarda.yaml, and back up again."));
    new AssertionProof(cluster.connection(asked), plan, supervision).run();
  }

  private void relations(RecoveredCluster cluster, String database) {
    supervision.throwIfStopped();
    supervision.at(Level.CONTENT, Phase.INDEXES, 0, 0);
    new RelationProof(cluster.connection(database), database + ": ")
        .run()
        .forEach(assignment::note);
  }

  private static RuntimeException judged(SQLException e, ConnectionSpec server) {
    String state = SqlFailures.sqlState(e);
    return SqlStates.isDamage(state)
        ? PhysicalProof.damaged(
            List.of(Findings.dataDamaged(server.database(), SqlFailures.primaryMessage(e))))
        : new PostgresException(SqlFailures.classify(e, server, Side.SANDBOX), e);
  }
}
