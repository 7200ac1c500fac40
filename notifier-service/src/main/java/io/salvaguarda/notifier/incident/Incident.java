package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Duration;
import java.time.Instant;
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
    Map<String, Instant> told) {

  /** More sorts of failure than this in one incident are a storm, not news. */
  static final int MOST_SORTS = 20;

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
        Map.of(problem.sort(), now));
  }

  /**
   * One more failure. It is told when it is of a sort that was not told for {@code remindAfter}.
   *
   * @param now when the notice would be made
   */
  public Repeated repeated(Problem problem, Instant now, Duration remindAfter) {
    Map<String, Instant> recent = new TreeMap<>(told);
    recent.values().removeIf(at -> !at.plus(remindAfter).isAfter(now));
    boolean tell = !recent.containsKey(problem.sort()) && recent.size() < MOST_SORTS;
    if (tell) {
      recent.put(problem.sort(), now);
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
            recent),
        tell);
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
