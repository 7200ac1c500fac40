package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An open incident.
 *
 * @param since its first failure
 * @param about which of several things of the source, as {@link Problem#about()}
 * @param backupId the newest backup that failed its verification
 * @param told when each sort of failure was last told
 * @param lastToldAt when anything of it was, reminders included
 * @param acknowledged by whom, and when
 * @param round how often it was opened
 * @param thread what its notices go with
 */
public record Incident(
    UUID id,
    String sourceId,
    Cause cause,
    String about,
    String team,
    Severity severity,
    Instant since,
    Instant lastFailedAt,
    long occurrences,
    Optional<String> backupId,
    Map<String, Instant> told,
    Instant lastToldAt,
    Optional<Acknowledgement> acknowledged,
    int round,
    UUID thread) {

  /** More sorts of failure than this in one incident are a storm, not news. */
  static final int MOST_SORTS = 20;

  /** Somebody takes care of it. */
  public record Acknowledgement(String by, Instant at) {}

  /** The incident after one more failure, and whether that is worth a notice. */
  public record Repeated(Incident incident, boolean tell) {}

  public static Incident opened(UUID id, String team, Problem problem, Instant now) {
    return new Incident(
        id,
        problem.sourceId(),
        problem.cause(),
        problem.about(),
        team,
        problem.severity(),
        problem.happenedAt(),
        problem.happenedAt(),
        1,
        problem.backupId(),
        Map.of(problem.sort(), now),
        now,
        Optional.empty(),
        1,
        id);
  }

  /**
   * Whether a failure is the same trouble as before: not older than what ended it, and soon after.
   *
   * @param resolvedAt when it was resolved
   */
  public static boolean isBack(Problem problem, Instant resolvedAt, Duration within) {
    return !problem.happenedAt().isBefore(resolvedAt)
        && problem.happenedAt().isBefore(resolvedAt.plus(within));
  }

  /**
   * A resolved incident whose trouble is back. Nobody takes care of it any more, and all is news.
   */
  public Incident reopened(Problem problem, Instant now) {
    return new Incident(
        id,
        sourceId,
        cause,
        about,
        team,
        problem.severity(),
        since,
        problem.happenedAt(),
        occurrences + 1,
        problem.backupId(),
        Map.of(problem.sort(), now),
        now,
        Optional.empty(),
        round + 1,
        thread);
  }

  /**
   * One more failure. A sort that was never told is news; one that was is told again when nothing
   * was told for {@code remindAfter} and nobody takes care of it.
   *
   * @param now when the notice would be made
   */
  public Repeated repeated(Problem problem, Instant now, Duration remindAfter) {
    Map<String, Instant> sorts = new TreeMap<>(told);
    long recent = sorts.values().stream().filter(at -> at.plus(remindAfter).isAfter(now)).count();
    boolean tell =
        sorts.containsKey(problem.sort())
            ? acknowledged.isEmpty() && !lastToldAt.plus(remindAfter).isAfter(now)
            : recent < MOST_SORTS;
    if (tell) {
      sorts.put(problem.sort(), now);
      forgetOldest(sorts);
    }
    return new Repeated(
        new Incident(
            id,
            sourceId,
            cause,
            about,
            team,
            severity.compareTo(problem.severity()) >= 0 ? severity : problem.severity(),
            since.isBefore(problem.happenedAt()) ? since : problem.happenedAt(),
            lastFailedAt.isAfter(problem.happenedAt()) ? lastFailedAt : problem.happenedAt(),
            occurrences + 1,
            newest(problem.backupId()),
            sorts,
            tell ? now : lastToldAt,
            acknowledged,
            round,
            thread),
        tell);
  }

  private static void forgetOldest(Map<String, Instant> sorts) {
    if (sorts.size() > 2 * MOST_SORTS) {
      sorts.entrySet().stream()
          .min(Comparator.comparing(Map.Entry::getValue))
          .map(Map.Entry::getKey)
          .ifPresent(sorts::remove);
    }
  }

  /**
   * Whether the recovery ends this incident: it is not older than the last failure and, for a
   * verification, of the newest backup that failed or of a newer one.
   */
  public boolean isEndedBy(Recovery recovery) {
    return !recovery.at().isBefore(lastFailedAt) && provesEnough(recovery);
  }

  private boolean provesEnough(Recovery recovery) {
    if (backupId.isEmpty() || recovery.backupId().isEmpty()) {
      return true;
    }
    return BackupOrder.isSameOrNewer(recovery.backupId().get(), backupId.get());
  }

  private Optional<String> newest(Optional<String> failed) {
    if (backupId.isEmpty() || failed.isEmpty()) {
      return backupId.or(() -> failed);
    }
    return Optional.of(BackupOrder.newer(backupId.get(), failed.get()));
  }
}
