package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.telling.adapter.Telling;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Ends incidents. Everybody who was told of one hears that it is over. */
@ApplicationScoped
class Resolutions {
  private static final Logger LOG = Logger.getLogger(Resolutions.class);

  private final IncidentRows rows;
  private final VerifiedBackups verified;
  private final Telling telling;
  private final Outbox outbox;

  Resolutions(IncidentRows rows, VerifiedBackups verified, Telling telling, Outbox outbox) {
    this.rows = rows;
    this.verified = verified;
    this.telling = telling;
    this.outbox = outbox;
  }

  /** Ends the incident, which the caller has locked. */
  Uni<Void> resolve(Mutiny.Session session, Incident incident, Recovery recovery, Instant now) {
    LOG.infof(
        "event=incident.resolved incident=%s source=%s cause=%s",
        incident.id(), incident.sourceId(), incident.cause().key());
    return telling
        .settle(session, incident.id())
        .chain(() -> rows.resolve(session, incident.id(), recovery.at()))
        .chain(
            () ->
                outbox.add(
                    session,
                    new IncidentResolved(
                        incident.id(),
                        incident.sourceId(),
                        incident.team(),
                        incident.cause().key(),
                        incident.since(),
                        recovery.at())))
        .chain(() -> verified.newest(session, incident.sourceId()))
        .chain(
            last ->
                telling.over(
                    session,
                    incident.id(),
                    incident.thread(),
                    team ->
                        new Notice.Recovered(
                            incident.id(),
                            incident.sourceId(),
                            team,
                            incident.cause(),
                            incident.since(),
                            recovery.at(),
                            now,
                            incident.occurrences(),
                            recovery.proof(),
                            last,
                            incident.thread())));
  }
}
