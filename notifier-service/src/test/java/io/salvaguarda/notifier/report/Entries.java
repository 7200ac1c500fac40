package io.salvaguarda.notifier.report;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import java.time.Instant;
import java.util.UUID;

/** Puts entries of the history together for tests; all are in repository {@code main}. */
final class Entries {

  private final EntryKind kind;
  private final String source;
  private final BackupKind sort;
  private final Outcome outcome;
  private final Instant start;
  private final Instant end;
  private Long plain;
  private Long stored;
  private Long holds;
  private Instant backupAt;
  private Long recovery;
  private Long loss;

  Entries(
      EntryKind kind, String source, BackupKind sort, Outcome outcome, Instant start, Instant end) {
    this.kind = kind;
    this.source = source;
    this.sort = sort;
    this.outcome = outcome;
    this.start = start;
    this.end = end;
  }

  /** A logical one that took a minute. */
  static Entries of(EntryKind kind, String source, Outcome outcome, Instant end) {
    return new Entries(kind, source, BackupKind.LOGICAL, outcome, end.minusSeconds(60), end);
  }

  Entries sized(long plainBytes, long storedBytes) {
    plain = plainBytes;
    stored = storedBytes;
    return this;
  }

  Entries holding(long bytes) {
    holds = bytes;
    return this;
  }

  Entries of(Instant backupCompletedAt) {
    backupAt = backupCompletedAt;
    return this;
  }

  Entries drilled(long recoveryMillis, long lossMillis) {
    recovery = recoveryMillis;
    loss = lossMillis;
    return this;
  }

  Entry entry() {
    boolean failed = outcome == Outcome.FAILED || outcome == Outcome.INCONCLUSIVE;
    return new Entry(
        kind,
        UUID.randomUUID(),
        source,
        "dba",
        sort,
        "main",
        null,
        outcome,
        start,
        end,
        plain,
        stored,
        holds,
        null,
        backupAt == null ? null : Level.CONTENT,
        backupAt,
        recovery,
        loss,
        failed ? "DISK_FULL" : null,
        failed ? "No room." : null);
  }
}
