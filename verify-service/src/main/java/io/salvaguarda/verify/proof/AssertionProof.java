package io.salvaguarda.verify.proof;

import io.salvaguarda.config.SqlAssertion;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan's own questions, each of which must be answered with true. */
final class AssertionProof {

  private final ConnectionSpec copy;
  private final ProofRules rules;
  private final Supervision supervision;

  AssertionProof(ConnectionSpec copy, ProofRules rules, Supervision supervision) {
    this.copy = copy;
    this.rules = rules;
    this.supervision = supervision;
  }

  void run() {
    List<Finding> findings = new ArrayList<>();
    for (SqlAssertion assertion : rules.assertions()) {
      supervision.throwIfStopped();
      ask(assertion).ifPresent(findings::add);
    }
    if (!findings.isEmpty()) {
      throw new BadBackup(
          ErrorClass.CONTENT_DIFFERS, findings.getFirst().message(), findings, List.of());
    }
  }

  /** On a connection of its own, so that no question changes what the next one sees. */
  private Optional<Finding> ask(SqlAssertion assertion) {
    try (Connection connection = PostgresConnections.open(copy);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set transaction read only");
      statement.execute("set local statement_timeout = " + rules.assertionTimeout().toMillis());
      try (ResultSet row = statement.executeQuery(assertion.sql())) {
        return answer(assertion, row);
      }
    } catch (SQLException e) {
      supervision.throwIfStopped();
      return Optional.of(judged(assertion, e));
    }
  }

  private static Optional<Finding> answer(SqlAssertion assertion, ResultSet row)
      throws SQLException {
    if (!row.next()) {
      return Optional.of(Findings.assertionFalse(assertion.name(), "no row"));
    }
    Object answer = row.getObject(1);
    if (answer == null) {
      return Optional.of(Findings.assertionFalse(assertion.name(), "null"));
    }
    if (!(answer instanceof Boolean holds)) {
      throw wrongQuestion(assertion, "its answer is no boolean");
    }
    return holds
        ? Optional.empty()
        : Optional.of(Findings.assertionFalse(assertion.name(), "false"));
  }

  /** A question that cannot be asked says nothing about the backup, unless its data is damaged. */
  private Finding judged(SqlAssertion assertion, SQLException e) {
    String state = SqlFailures.sqlState(e);
    String said = SqlFailures.primaryMessage(e) + " (" + state + ")";
    if (SqlStates.isDamage(state)) {
      return Findings.dataDamaged(assertion.name(), said);
    }
    if (SqlStates.isServers(state)) {
      throw new PostgresException(SqlFailures.classify(e, copy, Side.SANDBOX), e);
    }
    throw wrongQuestion(assertion, said);
  }

  private static OurTrouble wrongQuestion(SqlAssertion assertion, String why) {
    return OurTrouble.staying(
        ErrorClass.CONFIGURATION,
        "the assertion \"" + assertion.name() + "\" cannot be asked: " + why,
        "Mend the assertion in salvaguarda.yaml: one query, whose first column is a boolean.");
  }
}
