package io.salvaguarda.notifier.telling.adapter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements that follow an incident's story. Every time is the database's. */
@ApplicationScoped
class FollowedIncidents {
  private static final int MOST = 500;

  /** The entity's, and no others, which Hibernate Reactive would stumble over. */
  private static final String SELECT =
      "select id, source_id, cause, about, team, severity, last_failed_at, resolved_at,"
          + " occurrences, acknowledged_at, told_at, last_told_at, steps, trouble, thread_id, blames"
          + " from incident ";

  /** Who holds an incident's row may touch its waiting notices. */
  private static final String WAITING =
      SELECT
          + """
      where id in (select incident_id from waiting_notice
                   where team = :team and (look_at <= clock_timestamp() or held_by is null)
                   order by seq limit :most)
      order by id
      for update skip locked
      """;

  private static final String DUE =
      SELECT
          + """
      where resolved_at is null and look_at <= clock_timestamp()
      order by look_at
      limit 1
      for update skip locked
      """;

  private static final String TOLD =
      """
      update incident
      set told_at = coalesce(told_at, :at), last_told_at = :at,
          thread_id = coalesce(thread_id, :thread), look_at = :lookAt
      where id = :id
      """;

  private static final String LOOK_AT =
      "update incident set look_at = :lookAt, steps = :steps where id = :id";

  private static final String REST = "update incident set look_at = null where id = :id";

  private static final String OUTAGES =
      """
      select distinct about from incident
      where cause = 'outage'
        and (resolved_at is null
             or closed_at > clock_timestamp() - make_interval(secs => :settle))
      """;

  private static final String OUTAGE =
      SELECT + "where cause = 'outage' and about = :about and resolved_at is null";

  private static final String EXPLAINED =
      """
      select distinct source_id from incident
      where blames = :repository and resolved_at is null
      order by source_id
      """;

  private static final String IS_TOLD =
      "select count(*) from delivery where incident_id = :id and team = :team";

  Uni<Instant> now(Mutiny.Session session) {
    return session.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /** Locked; those that somebody else has locked are left for the next turn. */
  Uni<List<FollowedIncident>> lockWaiting(Mutiny.Session session, String team) {
    return session
        .createNativeQuery(WAITING, FollowedIncident.class)
        .setParameter("team", team)
        .setParameter("most", MOST)
        .getResultList();
  }

  /** Null when nothing is due. */
  Uni<FollowedIncident> lockDue(Mutiny.Session session) {
    return session.createNativeQuery(DUE, FollowedIncident.class).getSingleResultOrNull();
  }

  /**
   * @param thread what its notices go with, unless it has a thread already
   */
  Uni<Void> told(Mutiny.Session session, UUID id, Instant at, UUID thread, Instant lookAt) {
    return session
        .createNativeQuery(TOLD)
        .setParameter("id", id)
        .setParameter("at", at)
        .setParameter("thread", thread)
        .setParameter("lookAt", lookAt)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> lookAt(Mutiny.Session session, FollowedIncident incident, Instant at, int steps) {
    return session
        .createNativeQuery(LOOK_AT)
        .setParameter("id", incident.id)
        .setParameter("lookAt", at)
        .setParameter("steps", steps)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Nothing is to be done before something happens to it. */
  Uni<Void> rest(Mutiny.Session session, FollowedIncident incident) {
    return session
        .createNativeQuery(REST)
        .setParameter("id", incident.id)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The repositories whose outages explain trouble now, or did until a moment ago. */
  Uni<Set<String>> outages(Mutiny.Session session, Duration settle) {
    return session
        .createNativeQuery(OUTAGES, String.class)
        .setParameter("settle", settle.toMillis() / 1000.0)
        .getResultList()
        .map(Set::copyOf);
  }

  Uni<Optional<FollowedIncident>> outage(Mutiny.Session session, String repository) {
    return session
        .createNativeQuery(OUTAGE, FollowedIncident.class)
        .setParameter("about", repository)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** The sources whose trouble an outage explains, as far as known by now. */
  Uni<List<String>> explained(Mutiny.Session session, String repository) {
    return session
        .createNativeQuery(EXPLAINED, String.class)
        .setParameter("repository", repository)
        .getResultList();
  }

  Uni<Boolean> isTold(Mutiny.Session session, UUID id, String team) {
    return session
        .createNativeQuery(IS_TOLD, Long.class)
        .setParameter("id", id)
        .setParameter("team", team)
        .getSingleResult()
        .map(count -> count > 0);
  }
}
