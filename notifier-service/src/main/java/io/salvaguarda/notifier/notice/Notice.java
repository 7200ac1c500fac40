package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.SourceIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One thing to tell a team. Every channel and every attempt tells the same. */
public sealed interface Notice {

  /** Null when it is about no incident. */
  UUID incidentId();

  /** What it is about. */
  default Optional<UUID> incident() {
    return Optional.ofNullable(incidentId());
  }

  String sourceId();

  /** The team's key in salvaguarda.yaml. */
  String team();

  /** When that which it tells of happened. */
  Instant happenedAt();

  /** When the notice was made: ages in it are counted up to this instant. */
  Instant noticedAt();

  /** What it belongs to: notices of one thread stand together, and arrive in order. */
  default UUID thread() {
    return incidentId();
  }

  /** The same as part of another thread; what has none of its own stays as it is. */
  Notice in(UUID otherThread);

  /** Every incident that it tells of. */
  default List<About> abouts() {
    return incident().stream()
        .map(incident -> new About(incident, sourceId(), happenedAt()))
        .toList();
  }

  /** An incident that a notice tells of. */
  record About(UUID incidentId, String sourceId, Instant happenedAt) {}

  /** As rows and REST call it. */
  default NoticeSort sort() {
    return switch (this) {
      case Trouble trouble -> NoticeSort.PROBLEM;
      case Again again -> NoticeSort.PROBLEM;
      case Several several -> NoticeSort.PROBLEM;
      case Acknowledged acknowledged -> NoticeSort.PROBLEM; // it is not over
      case Undelivered undelivered -> NoticeSort.PROBLEM;
      case Recovered recovered -> NoticeSort.RESOLVED;
      case SeveralRecovered several -> NoticeSort.RESOLVED;
      case Trial trial -> NoticeSort.TEST;
      case Fact fact -> NoticeSort.EVENT;
      case Report report -> NoticeSort.REPORT;
    };
  }

  /**
   * Something failed.
   *
   * @param since the first failure of the incident
   * @param occurrences failures of the incident so far; 1 opens it
   * @param lastVerified absent when no backup of the source is proven
   * @param thread the incident's
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
      Optional<VerifiedBackup> lastVerified,
      UUID thread)
      implements Notice {
    public Trouble {
      thread = thread == null ? incidentId : thread; // as written by an earlier release
    }

    /** Of an incident whose notices were never told together with others. */
    public Trouble(
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
        Optional<VerifiedBackup> lastVerified) {
      this(
          incidentId,
          sourceId,
          team,
          cause,
          severity,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          failure,
          matter,
          lastVerified,
          incidentId);
    }

    /** The same for another team. */
    public Trouble to(String otherTeam) {
      return new Trouble(
          incidentId,
          sourceId,
          otherTeam,
          cause,
          severity,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          failure,
          matter,
          lastVerified,
          thread);
    }

    @Override
    public Trouble in(UUID otherThread) {
      return new Trouble(
          incidentId,
          sourceId,
          team,
          cause,
          severity,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          failure,
          matter,
          lastVerified,
          otherThread);
    }

    /** The same as it stands by now. */
    public Trouble asOf(
        Instant now, Instant lastFailedAt, long failures, Optional<VerifiedBackup> verified) {
      return new Trouble(
          incidentId,
          sourceId,
          team,
          cause,
          severity,
          since,
          lastFailedAt,
          now,
          failures,
          failure,
          matter,
          verified,
          thread);
    }

    /** The same with other facts. */
    public Trouble about(Matter otherMatter) {
      return new Trouble(
          incidentId,
          sourceId,
          team,
          cause,
          severity,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          failure,
          otherMatter,
          lastVerified,
          thread);
    }
  }

  /**
   * Trouble that is told again, or late, or to somebody new.
   *
   * @param thread the incident's
   * @param heldBy what it was held back by, if that is why
   */
  record Again(Trouble trouble, UUID thread, Why why, Optional<HeldBy> heldBy) implements Notice {
    /** Why it is told. */
    public enum Why {
      /** It is still there. */
      REMINDER,
      /** Nobody takes care of it. */
      ESCALATED,
      /** It was over, and is back. */
      REOPENED,
      /** It was held back, and is still there. */
      HELD
    }

    @Override
    public Again in(UUID otherThread) {
      return new Again(trouble, otherThread, why, heldBy);
    }

    /** The same with other facts, or for another team. */
    public Again about(Trouble other) {
      return new Again(other, thread, why, heldBy);
    }

    @Override
    public UUID incidentId() {
      return trouble.incidentId();
    }

    @Override
    public String sourceId() {
      return trouble.sourceId();
    }

    @Override
    public String team() {
      return trouble.team();
    }

    @Override
    public Instant happenedAt() {
      return trouble.happenedAt();
    }

    @Override
    public Instant noticedAt() {
      return trouble.noticedAt();
    }
  }

  /** Several in one message. The first stands for all where only one can be named. */
  sealed interface Together extends Notice {
    @Override
    List<About> abouts();

    @Override
    default Notice in(UUID otherThread) {
      return this;
    }

    @Override
    default UUID incidentId() {
      return abouts().getFirst().incidentId();
    }

    @Override
    default String sourceId() {
      return abouts().getFirst().sourceId();
    }

    @Override
    default Instant happenedAt() {
      return abouts().getFirst().happenedAt();
    }
  }

  /**
   * Several incidents of one team in one message.
   *
   * @param thread of its own
   * @param items at least two, the most urgent first
   */
  record Several(UUID thread, String team, Instant noticedAt, List<Item> items)
      implements Together {
    /** One of them. */
    public record Item(
        UUID incidentId,
        String sourceId,
        Severity severity,
        Instant since,
        Instant happenedAt,
        Failure failure,
        Matter matter,
        Optional<VerifiedBackup> lastVerified) {}

    public Several {
      items = List.copyOf(items);
    }

    @Override
    public List<About> abouts() {
      return items.stream()
          .map(item -> new About(item.incidentId(), item.sourceId(), item.happenedAt()))
          .toList();
    }
  }

  /**
   * Somebody takes care of it.
   *
   * @param by who, as shown to people
   * @param happenedAt when that was said
   */
  record Acknowledged(
      UUID incidentId,
      String sourceId,
      String team,
      UUID thread,
      Cause cause,
      Severity severity,
      Instant since,
      String by,
      Instant happenedAt,
      Instant noticedAt)
      implements Notice {
    @Override
    public Acknowledged in(UUID otherThread) {
      return new Acknowledged(
          incidentId,
          sourceId,
          team,
          otherThread,
          cause,
          severity,
          since,
          by,
          happenedAt,
          noticedAt);
    }
  }

  /**
   * The problem is over.
   *
   * @param occurrences failures of the incident altogether
   * @param thread the incident's
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
      Optional<VerifiedBackup> lastVerified,
      UUID thread)
      implements Notice {
    public Recovered {
      thread = thread == null ? incidentId : thread; // as written by an earlier release
    }

    /** Of an incident whose notices were never told together with others. */
    public Recovered(
        UUID incidentId,
        String sourceId,
        String team,
        Cause cause,
        Instant since,
        Instant happenedAt,
        Instant noticedAt,
        long occurrences,
        Proof proof,
        Optional<VerifiedBackup> lastVerified) {
      this(
          incidentId,
          sourceId,
          team,
          cause,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          proof,
          lastVerified,
          incidentId);
    }

    @Override
    public Recovered in(UUID otherThread) {
      return new Recovered(
          incidentId,
          sourceId,
          team,
          cause,
          since,
          happenedAt,
          noticedAt,
          occurrences,
          proof,
          lastVerified,
          otherThread);
    }
  }

  /**
   * Several problems that were told together are over.
   *
   * @param thread in which they were told
   * @param items at least two
   */
  record SeveralRecovered(UUID thread, String team, Instant noticedAt, List<Recovered> items)
      implements Together {
    public SeveralRecovered {
      items = List.copyOf(items);
    }

    @Override
    public List<About> abouts() {
      return items.stream()
          .map(item -> new About(item.incidentId(), item.sourceId(), item.happenedAt()))
          .toList();
    }
  }

  /**
   * How the backups or the practised restores of a time went. What it says in full is kept with the
   * report.
   *
   * @param from the beginning of that time
   * @param happenedAt its end
   * @param sources how many it tells of
   * @param loud those that need attention
   */
  record Report(
      UUID reportId,
      String team,
      ReportKind kind,
      Instant from,
      Instant happenedAt,
      Instant noticedAt,
      int sources,
      List<String> loud)
      implements Notice {
    public Report {
      loud = List.copyOf(loud);
    }

    @Override
    public Report in(UUID otherThread) {
      return this;
    }

    @Override
    public UUID incidentId() {
      return null;
    }

    @Override
    public UUID thread() {
      return reportId;
    }

    @Override
    public String sourceId() {
      return SourceIds.REPORTS;
    }
  }

  /**
   * A channel of the team no longer takes notices.
   *
   * @param channel the channel that does not
   * @param deliveryId what could not be delivered, for the replay command
   * @param gone the receiver said that the channel is no more: nothing is sent to it
   */
  record Undelivered(
      UUID incidentId,
      String sourceId,
      String team,
      String channel,
      UUID deliveryId,
      int attempts,
      String lastError,
      boolean gone,
      Instant happenedAt,
      Instant noticedAt)
      implements Notice {
    @Override
    public Undelivered in(UUID otherThread) {
      return this;
    }

    /** What was lost may have been about no incident. */
    @Override
    public UUID thread() {
      return incidentId == null ? deliveryId : incidentId;
    }
  }

  /**
   * Somebody wants to see whether the team's channels work.
   *
   * @param id of this test
   * @param askedBy who wants to know
   */
  record Trial(UUID id, String team, String askedBy, Instant happenedAt, Instant noticedAt)
      implements Notice {
    @Override
    public Trial in(UUID otherThread) {
      return this;
    }

    @Override
    public UUID incidentId() {
      return null;
    }

    @Override
    public UUID thread() {
      return id;
    }

    @Override
    public String sourceId() {
      return SourceIds.UNKNOWN;
    }
  }

  /**
   * An event, for a system that subscribed to it.
   *
   * @param team whom a failure of the suite itself concerns
   * @param happenedAt the event's own time
   * @param event a CloudEvent 1.0 in structured mode
   */
  record Fact(
      UUID eventId,
      String eventType,
      String sourceId,
      String team,
      Instant happenedAt,
      Instant noticedAt,
      String event)
      implements Notice {
    @Override
    public Fact in(UUID otherThread) {
      return this;
    }

    @Override
    public UUID incidentId() {
      return null;
    }

    /** In order per source. */
    @Override
    public UUID thread() {
      return UUID.nameUUIDFromBytes(sourceId.getBytes(StandardCharsets.UTF_8));
    }
  }
}
