package io.salvaguarda.notifier.routing;

import io.salvaguarda.notifier.notice.Cause;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The cause of the incidents that a type of event opens. */
public final class EventKinds {
  private static final String PREFIX = "io.salvaguarda.";
  private static final String VERSION = ".v1";

  private static final Map<String, Cause> BY_TYPE =
      Map.ofEntries(
          Map.entry("backup.failed", Cause.BACKUP),
          Map.entry("verification.failed", Cause.VERIFICATION),
          Map.entry("verification.inconclusive", Cause.VERIFICATION),
          Map.entry("restore.failed", Cause.RESTORE),
          Map.entry("drill.failed", Cause.DRILL),
          Map.entry("recovery-window.failed", Cause.WINDOW),
          Map.entry("storage.low", Cause.STORAGE),
          Map.entry("retention.held", Cause.RETENTION),
          Map.entry("repository.prune-failed", Cause.PRUNE),
          Map.entry("repository.copy-failed", Cause.COPY),
          Map.entry("repository.key-proof-failed", Cause.KEY),
          Map.entry("repository.key-proof-overdue", Cause.KEY),
          Map.entry("wal.gap", Cause.WAL),
          Map.entry("wal.stalled", Cause.WAL),
          Map.entry("backup.missed", Cause.BACKUP),
          Map.entry("verification.overdue", Cause.VERIFICATION),
          Map.entry("drill.overdue", Cause.DRILL),
          Map.entry("recovery-window.overdue", Cause.WINDOW),
          Map.entry("wal.silent", Cause.WAL),
          Map.entry("event.dead-lettered", Cause.EVENTS));

  private EventKinds() {}

  /**
   * @param type {@code backup.failed}, the whole {@code io.salvaguarda.backup.failed.v1}, or the
   *     name of a cause
   */
  public static Optional<Cause> of(String type) {
    String plain = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
    String bare =
        plain.endsWith(VERSION) ? plain.substring(0, plain.length() - VERSION.length()) : plain;
    return Optional.ofNullable(BY_TYPE.get(bare)).or(() -> cause(bare));
  }

  /** All that can be asked for. A stuck job is of the cause of its work. */
  public static String known() {
    return String.join(", ", new TreeSet<>(BY_TYPE.keySet()))
        + "; or a cause: "
        + Arrays.stream(Cause.values()).map(Cause::key).collect(Collectors.joining(", "))
        + " (job.stuck is of its work's)";
  }

  private static Optional<Cause> cause(String key) {
    for (Cause each : Cause.values()) {
      if (each.key().equals(key)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
