package io.salvaguarda.verify.proof;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import java.util.List;
import java.util.Optional;

/** What a proof came to. */
public sealed interface Verdict {

  /**
   * Proven up to the level that was asked for.
   *
   * @param tablesCompared 0 below CONTENT, like the rows
   * @param notes what differs without being bad, for people
   */
  record Passed(Level level, long tablesCompared, long rowsCompared, List<String> notes)
      implements Verdict {
    public Passed {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The backup is bad.
   *
   * @param reached the last level that was proven
   * @param findings what is wrong, most important first; never empty
   */
  record Failed(Optional<Level> reached, List<Finding> findings, Failure failure)
      implements Verdict {
    public Failed {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("a backup is not bad for no reason");
      }
    }
  }

  /**
   * Our own trouble: says nothing about the backup. A failure of the kind TERMINAL needs somebody
   * before another try can help.
   */
  record Inconclusive(Optional<Level> reached, Failure failure) implements Verdict {}

  /** There is no manifest: deleted on purpose or lost, which only the caller can tell. */
  record Absent(Failure failure) implements Verdict {}
}
