package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.NoticeType;
import io.salvaguarda.events.Severity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One thing to tell a team. Every channel and every attempt tells the same. */
public sealed interface Notice {

  UUID incidentId();

  String sourceId();

  /** The team's key in salvaguarda.yaml. */
  String team();

  /** When that which it tells of happened. */
  Instant happenedAt();

  /** When the notice was made: ages in it are counted up to this instant. */
  Instant noticedAt();

  /** As events and REST call it. */
  default NoticeType type() {
    return switch (this) {
      case Trouble trouble -> NoticeType.PROBLEM;
      case Undelivered undelivered -> NoticeType.PROBLEM;
      case Recovered recovered -> NoticeType.RESOLVED;
    };
  }

  /**
   * Something failed.
   *
   * @param since the first failure of the incident
   * @param occurrences failures of the incident so far; 1 opens it
   * @param lastVerified absent when no backup of the source is proven
   */
  record Trouble(
      UUID incidentId,
      String sourceId,
      String team,
      Cause cause,
      Severity severity,
      Instant since,
      Instant happenedAt,
      Instant noticedAt,
      long occurrences,
      Failure failure,
      Matter matter,
      Optional<VerifiedBackup> lastVerified)
      implements Notice {}

  /**
   * The problem is over.
   *
   * @param occurrences failures of the incident altogether
   */
  record Recovered(
      UUID incidentId,
      String sourceId,
      String team,
      Cause cause,
      Instant since,
      Instant happenedAt,
      Instant noticedAt,
      long occurrences,
      Proof proof,
      Optional<VerifiedBackup> lastVerified)
      implements Notice {}

  /**
   * A channel of the team no longer takes notices.
   *
   * @param channel the channel that does not
   * @param deliveryId what could not be delivered, for the retry command
   */
  record Undelivered(
      UUID incidentId,
      String sourceId,
      String team,
      String channel,
      UUID deliveryId,
      int attempts,
      String lastError,
      Instant happenedAt,
      Instant noticedAt)
      implements Notice {}
}
