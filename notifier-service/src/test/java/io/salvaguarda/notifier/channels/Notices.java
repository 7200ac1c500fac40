package io.salvaguarda.notifier.channels;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notices without a service that makes them. */
final class Notices {

  static final UUID INCIDENT = UUID.fromString("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f");
  static final Instant NOW = Instant.parse("2026-03-01T05:00:31Z");

  private Notices() {}

  /** A backup that was not taken; the texts are the failure's. */
  static Notice.Trouble trouble(String team, String message, String nextStep, List<String> log) {
    return new Notice.Trouble(
        INCIDENT,
        team + "-shop",
        team,
        Cause.BACKUP,
        Severity.CRITICAL,
        NOW,
        NOW,
        NOW,
        1,
        new Failure(FailureKind.RETRYABLE, ErrorClass.SOURCE_UNREACHABLE, message, nextStep, log),
        new Matter.BackupNotTaken(INCIDENT, 3, BackupKind.LOGICAL, "daily", NOW),
        Optional.empty());
  }

  static Notice.Trouble trouble(String team) {
    return trouble(team, "no route to host", "", List.of("pg_dump: error: no route to host"));
  }

  /** A volume whose name is what somebody made it. */
  static Notice.Trouble spaceLow(String team, String volume) {
    return new Notice.Trouble(
        INCIDENT,
        "storage",
        team,
        Cause.STORAGE,
        Severity.WARNING,
        NOW,
        NOW,
        NOW,
        1,
        new Failure(FailureKind.TERMINAL, ErrorClass.DISK_FULL, "little is left", "", List.of()),
        new Matter.SpaceLow(
            "backup-service", volume, Optional.empty(), 1, 10, StorageThreshold.WARNING),
        Optional.empty());
  }

  static Notice.Recovered recovered(String team) {
    return new Notice.Recovered(
        INCIDENT,
        team + "-shop",
        team,
        Cause.BACKUP,
        NOW,
        NOW.plusSeconds(3600),
        NOW.plusSeconds(3600),
        1,
        new Proof.SaidSo("maria"),
        Optional.empty());
  }

  static Notice.Acknowledged acknowledged(String team) {
    return new Notice.Acknowledged(
        INCIDENT,
        team + "-shop",
        team,
        INCIDENT,
        Cause.BACKUP,
        Severity.CRITICAL,
        NOW,
        "maria",
        NOW.plusSeconds(60),
        NOW.plusSeconds(60));
  }

  static Notice.Trial trial(String team) {
    return new Notice.Trial(INCIDENT, team, "maria", NOW, NOW);
  }

  static Delivery delivery(Notice notice, String channel) {
    return new Delivery(UUID.randomUUID(), channel, notice, 1, 12, NOW);
  }
}
