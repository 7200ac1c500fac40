package io.salvaguarda.local.demo;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.local.stack.ServiceInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured along the way. */
final class Figures {
  private final Map<String, String> rows = new LinkedHashMap<>();

  /** How much was read and stored, and how fast. */
  void backup(BackupCompleted backup) {
    Duration took = Duration.between(backup.startedAt(), backup.completedAt());
    rows.put("bytes read", Quantity.megabytes(backup.plainBytes()));
    rows.put(
        "bytes stored",
        Quantity.megabytes(backup.storedBytes()) + " in " + backup.newChunks() + " new chunks");
    rows.put("backup took", Quantity.seconds(took));
    rows.put("throughput", Quantity.rate(backup.plainBytes(), took));
  }

  void verified(VerificationPassed passed) {
    rows.put(
        "from backup.completed to verified",
        Quantity.seconds(passed.backupCompletedAt(), passed.completedAt()));
  }

  void restored(String what, Duration took) {
    rows.put(what, Quantity.seconds(took));
  }

  /** How long the team waited for the notice of a failure whose event was made then. */
  void notice(String failure, Instant failedAt, Notices.Notice notice) {
    rows.put("from " + failure + " to the mail", Quantity.seconds(failedAt, notice.mailAt()));
    rows.put(
        "from " + failure + " to the webhook",
        Quantity.seconds(failedAt, notice.webhook().receivedAt()));
  }

  /** One line for each figure. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    rows.forEach((name, value) -> lines.add(String.format(Locale.ROOT, "%-45s %s", name, value)));
    return lines;
  }

  /** A service's start time and the memory that it holds now. */
  static String service(ServiceInstance instance) {
    return String.format(
        Locale.ROOT,
        "%-17s ready after %6s, %s resident",
        instance.service().id(),
        Quantity.seconds(instance.process().readyAfter()),
        Quantity.megabytes(instance.process().residentBytes()));
  }
}
