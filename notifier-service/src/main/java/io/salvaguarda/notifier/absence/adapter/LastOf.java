package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.notifier.absence.Awaited;
import io.salvaguarda.notifier.absence.Expectation;
import io.salvaguarda.notifier.incident.adapter.LastSuccesses;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Instant;
import java.util.Optional;

/** When that which is waited for last succeeded. */
final class LastOf {

  private LastOf() {}

  static Optional<Instant> like(Expectation expected, LastSuccesses.Known known) {
    String kind = about(expected.kind());
    return switch (expected.what()) {
      case BACKUP, BACKUP_END -> known.of(expected.sourceId(), Cause.BACKUP, kind);
      case VERIFICATION, VERIFICATION_END, PROOF_OF_NEW ->
          known.of(expected.sourceId(), Cause.VERIFICATION, kind);
      case DRILL -> known.of(expected.sourceId(), Cause.DRILL, kind);
      case WINDOW_PROOF -> known.of(expected.sourceId(), Cause.WINDOW, "");
      case RESTORE_END -> known.of(expected.sourceId(), Cause.RESTORE, "");
      case WAL -> Optional.of(expected.dueAt());
    };
  }

  /** Without a backup nothing can be verified or restored; that it is missing is told by itself. */
  static boolean wasPossible(Expectation expected, LastSuccesses.Known known) {
    BackupKind needed =
        expected.what() == Awaited.WINDOW_PROOF ? BackupKind.PHYSICAL : expected.kind();
    return expected.what() == Awaited.BACKUP
        || known.of(expected.sourceId(), Cause.BACKUP, about(needed)).isPresent();
  }

  private static String about(BackupKind kind) {
    return kind == BackupKind.PHYSICAL ? "physical" : "";
  }
}
