package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What still waits of an incident that is over. The caller has locked the incident. */
@ApplicationScoped
class Leftovers {
  private final WaitingNotices waiting;
  private final FollowedIncidents incidents;
  private final Holds holds;
  private final Announcer announcer;

  Leftovers(WaitingNotices waiting, FollowedIncidents incidents, Holds holds, Announcer announcer) {
    this.waiting = waiting;
    this.incidents = incidents;
    this.holds = holds;
    this.announcer = announcer;
  }

  /** Tells at once what only waits for company; what is held back is never told. */
  Uni<Void> settle(Mutiny.Session session, UUID incidentId) {
    return waiting
        .notHeld(session, incidentId)
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : session
                        .find(FollowedIncident.class, incidentId)
                        .chain(
                            incident ->
                                incidents
                                    .now(session)
                                    .chain(now -> tell(session, incident, rows, now))))
        .chain(() -> waiting.removeAllOf(session, incidentId));
  }

  private Uni<Void> tell(
      Mutiny.Session session, FollowedIncident incident, List<WaitingNotice> rows, Instant now) {
    return holds
        .at(session, now)
        .chain(
            inForce -> {
              Uni<Void> all = Uni.createFrom().voidItem();
              for (WaitingNotice row : rows) {
                Notice notice = waiting.read(row);
                if (notice instanceof Notice.Recovered recovered) {
                  all =
                      all.chain(
                          () -> announcer.tellOver(session, row.team, List.of(recovered), now));
                  continue;
                }
                Announcer.Ready ready =
                    new Announcer.Ready(incident, notice, TellingTurn.troubleOf(notice));
                if (inForce.of(incident, row.team, ready.trouble()).isEmpty()) {
                  all =
                      all.chain(
                          () ->
                              announcer
                                  .tell(session, row.team, List.of(ready), now)
                                  .replaceWithVoid());
                }
              }
              return all;
            });
  }
}
