package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.Difference;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.facts.FactsComparison;
import java.util.List;

/** Counts what was restored and compares it with what the backup's snapshot held. */
final class ContentCheck {

  private final Supervision supervision;

  ContentCheck(Supervision supervision) {
    this.supervision = supervision;
  }

  /** Throws a {@link RestoreTrouble} when something that must be the same is not. */
  void require(ConnectionSpec target, Facts expected) {
    FactsCollector collector =
        FactsCollector.ofCopy(target, Side.TARGET, expected.checksumMethod() != null);
    supervision.onStop(collector::cancel);
    Facts actual = collector.collect().orThrow();
    boolean sameMajor = Majors.of(expected) == Majors.of(actual);
    List<Difference> bad =
        FactsComparison.compare(expected, actual).stream()
            .filter(difference -> isBad(difference, sameMajor))
            .toList();
    if (!bad.isEmpty()) {
      throw new RestoreTrouble(
          ErrorClass.CONTENT_DIFFERS,
          "The restored database is not what the backup's snapshot held: " + bad,
          "Use another verified backup, and verify this one.");
    }
  }

  /** Roles are the server's, not the database's; other versions count some objects otherwise. */
  private static boolean isBad(Difference difference, boolean sameMajor) {
    return switch (difference.code()) {
      case ROLE_MISSING -> false;
      case OBJECT_COUNT_DIFFERS -> sameMajor;
      default -> difference.code().decisive();
    };
  }
}
