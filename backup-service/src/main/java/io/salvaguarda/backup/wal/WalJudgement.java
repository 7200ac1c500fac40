package io.salvaguarda.backup.wal;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.WalTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which troubles a source's log has. What was not to be known is not judged: it stays as it was.
 */
public final class WalJudgement {

  private static final double WELL_BELOW = 0.8;

  private final String source;
  private final Duration stalledAfter;

  public WalJudgement(String source, Duration stalledAfter) {
    this.source = source;
    this.stalledAfter = stalledAfter;
  }

  /**
   * What was seen.
   *
   * @param failingSince since when {@code standing.failure()} is so; null when there is none
   * @param slotKnown whether the server said if there is a slot
   * @param coverage null when it is not known what is there
   */
  public record Sight(
      WalStanding standing,
      Instant at,
      Instant failingSince,
      boolean slotKnown,
      Coverage coverage) {}

  /** A trouble that there is: why, and since when. */
  public record Found(Failure failure, Instant since) {}

  /** The troubles that could be judged; empty ones are not there, or over. */
  public Map<WalTrouble, Optional<Found>> judge(Sight sight, boolean slotWasTooLarge) {
    Map<WalTrouble, Optional<Found>> judged = new EnumMap<>(WalTrouble.class);
    if (sight.coverage() != null) {
      judged.put(WalTrouble.GAP, sight.coverage().missing().map(gap -> gap(sight, gap)));
    }
    stalled(sight).ifPresent(verdict -> judged.put(WalTrouble.STALLED, verdict));
    if (sight.slotKnown()) {
      judged.put(WalTrouble.SLOT, slot(sight, slotWasTooLarge));
    }
    return judged;
  }

  private Found gap(Sight sight, Coverage.Missing gap) {
    return new Found(
        failure(
            FailureKind.TERMINAL,
            ErrorClass.WAL_REMOVED,
            "The log of %s from %s to %s is missing.".formatted(source, gap.from(), gap.to()),
            "Wait for the physical backup that was asked for."),
        sight.at());
  }

  /** Empty when it cannot be told. */
  private Optional<Optional<Found>> stalled(Sight sight) {
    WalStanding standing = sight.standing();
    if (standing.failure() != null) {
      boolean hopeless = standing.failure().kind() == FailureKind.TERMINAL;
      boolean tooLong =
          !Duration.between(sight.failingSince(), sight.at()).minus(stalledAfter).isNegative();
      return hopeless || tooLong
          ? Optional.of(Optional.of(new Found(standing.failure(), sight.failingSince())))
          : Optional.empty(); // it may pass, or it is told already
    }
    if (standing.lagSeconds() == null) {
      return Optional.empty();
    }
    Duration lag = Duration.ofMillis((long) (standing.lagSeconds() * 1000));
    return Optional.of(
        lag.compareTo(stalledAfter) < 0
            ? Optional.empty()
            : Optional.of(new Found(behind(standing, lag), sight.at().minus(lag))));
  }

  private Failure behind(WalStanding standing, Duration lag) {
    return failure(
        FailureKind.RETRYABLE,
        ErrorClass.WAL_STALLED,
        "What %s has written is not in the repository for %d s: it is at %s, the repository at %s."
            .formatted(source, lag.toSeconds(), standing.serverAt(), standing.durableTo()),
        standing.streaming() == null
            ? "Look at pg_stat_archiver and the server's log: archive_command does not succeed."
            : "Look at the log of backup-service.");
  }

  private Optional<Found> slot(Sight sight, boolean wasTooLarge) {
    WalStanding.Slot slot = sight.standing().slot();
    if (slot == null) {
      return Optional.empty();
    }
    long limit = wasTooLarge ? (long) (slot.limitBytes() * WELL_BELOW) : slot.limitBytes();
    if (slot.bytes() < limit) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            failure(
                FailureKind.RETRYABLE,
                ErrorClass.WAL_STALLED,
                "The server of %s keeps %d bytes of its log for the replication slot %s, which is %s."
                    .formatted(
                        source, slot.bytes(), slot.name(), slot.active() ? "read" : "not read"),
                "Get the log read again. If the slot is no longer wanted: select"
                    + " pg_drop_replication_slot('"
                    + slot.name()
                    + "')"),
            sight.at()));
  }

  private static Failure failure(
      FailureKind kind, ErrorClass errorClass, String message, String nextStep) {
    return new Failure(kind, errorClass, message, nextStep, List.of());
  }
}
