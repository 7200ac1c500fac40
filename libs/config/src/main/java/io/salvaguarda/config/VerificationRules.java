package io.salvaguarda.config;

import java.util.List;

/**
 * How backups are proven.
 *
 * @param schedule when what is retained is proven again, in the plan's timezone; Monday 08:00 by
 *     default
 * @param level how far; CONTENT by default
 * @param checksums whether the tables' contents are compared too, not only their row counts
 * @param assertions the team's own questions to the restored database
 */
public record VerificationRules(
    CronSchedule schedule,
    VerificationLevel level,
    boolean checksums,
    List<SqlAssertion> assertions) {
  public VerificationRules {
    assertions = List.copyOf(assertions);
  }
}
