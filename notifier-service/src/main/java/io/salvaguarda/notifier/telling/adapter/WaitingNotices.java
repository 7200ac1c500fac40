package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.notifier.delivery.adapter.NoticeJson;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on notices that wait. */
@ApplicationScoped
class WaitingNotices {
  private static final String PUT =
      """
      insert into waiting_notice (incident_id, team, notice, look_at)
      values (:incident, :team, :notice, clock_timestamp() + make_interval(secs => :wait))
      """;

  private static final String TEAMS =
      "select distinct team from waiting_notice where look_at <= clock_timestamp()";

  /** Due, or in time to go with one that is. */
  private static final String OF =
      """
      select * from waiting_notice
      where incident_id in (:incidents) and team = :team
        and (look_at <= clock_timestamp() or held_by is null)
      order by seq
      """;

  private static final String NOT_HELD =
      "select * from waiting_notice where incident_id = :incident and held_by is null order by seq";

  private static final String HOLD =
      """
      update waiting_notice
      set held_by = :by, look_at = clock_timestamp() + make_interval(secs => :again)
      where seq = :seq
      """;

  private static final String POSTPONE =
      "update waiting_notice set look_at = :until"
          + " where team = :team and held_by is null and look_at < :until";

  private final NoticeJson json;

  WaitingNotices(NoticeJson json) {
    this.json = json;
  }

  /** Also keeps it as the incident's latest, to be told again. */
  Uni<Void> put(Mutiny.Session session, Notice notice, Duration wait) {
    return session
        .createNativeQuery("update incident set trouble = :trouble where id = :incident")
        .setParameter("incident", notice.incidentId())
        .setParameter("trouble", json.write(TellingTurn.troubleOf(notice)))
        .executeUpdate()
        .chain(() -> insert(session, notice, wait));
  }

  Uni<Void> insert(Mutiny.Session session, Notice notice, Duration wait) {
    return session
        .createNativeQuery(PUT)
        .setParameter("incident", notice.incidentId())
        .setParameter("team", notice.team())
        .setParameter("notice", json.write(notice))
        .setParameter("wait", seconds(wait))
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<List<String>> dueTeams(Mutiny.Session session) {
    return session.createNativeQuery(TEAMS, String.class).getResultList();
  }

  Uni<List<WaitingNotice>> of(Mutiny.Session session, String team, Collection<UUID> incidents) {
    return session
        .createNativeQuery(OF, WaitingNotice.class)
        .setParameter("incidents", incidents)
        .setParameter("team", team)
        .getResultList();
  }

  Uni<List<WaitingNotice>> notHeld(Mutiny.Session session, UUID incident) {
    return session
        .createNativeQuery(NOT_HELD, WaitingNotice.class)
        .setParameter("incident", incident)
        .getResultList();
  }

  Uni<Void> hold(Mutiny.Session session, WaitingNotice waiting, HeldBy by, Duration again) {
    return session
        .createNativeQuery(HOLD)
        .setParameter("seq", waiting.seq)
        .setParameter("by", by.text())
        .setParameter("again", seconds(again))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Those of the team that only wait for company wait longer. */
  Uni<Void> postpone(Mutiny.Session session, String team, Instant until) {
    return session
        .createNativeQuery(POSTPONE)
        .setParameter("team", team)
        .setParameter("until", until)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> remove(Mutiny.Session session, Collection<Long> seqs) {
    return seqs.isEmpty()
        ? Uni.createFrom().voidItem()
        : session
            .createNativeQuery("delete from waiting_notice where seq in (:seqs)")
            .setParameter("seqs", seqs)
            .executeUpdate()
            .replaceWithVoid();
  }

  /** Also those that are held back. */
  Uni<Void> removeAllOf(Mutiny.Session session, UUID incident) {
    return session
        .createNativeQuery("delete from waiting_notice where incident_id = :incident")
        .setParameter("incident", incident)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<List<WaitingNotice>> heldOf(Mutiny.Session session, Collection<UUID> incidents) {
    return session
        .createSelectionQuery(
            "from WaitingNotice where incidentId in :incidents and heldBy is not null order by seq",
            WaitingNotice.class)
        .setParameter("incidents", incidents)
        .getResultList();
  }

  Notice read(WaitingNotice waiting) {
    return json.readNotice(waiting.notice);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
