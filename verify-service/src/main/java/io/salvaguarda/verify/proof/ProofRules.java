package io.salvaguarda.verify.proof;

import io.salvaguarda.config.SqlAssertion;
import io.salvaguarda.events.Level;
import java.time.Duration;
import java.util.List;

/**
 * How far a proof goes.
 *
 * @param level the last level that is proven
 * @param checksums at CONTENT: compare the tables' checksums too, where the backup has them
 * @param assertions at CONTENT: the team's own questions
 * @param assertionTimeout how long one of them may take
 */
public record ProofRules(
    Level level, boolean checksums, List<SqlAssertion> assertions, Duration assertionTimeout) {

  public ProofRules {
    assertions = List.copyOf(assertions);
  }

  boolean reaches(Level other) {
    return level.compareTo(other) >= 0;
  }

  boolean reachesBeyond(Level other) {
    return level.compareTo(other) > 0;
  }
}
