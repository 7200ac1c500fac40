package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.events.IncidentAcknowledged;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.telling.adapter.Telling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Somebody says that they take care of an incident: by command, by REST or by a mail's link. */
@ApplicationScoped
class Acknowledgements {
  private static final Logger LOG = Logger.getLogger(Acknowledgements.class);

  /** What became of it. */
  sealed interface Outcome {
    /** It is theirs now. */
    record Done(IncidentRow incident) implements Outcome {}

    /** Somebody was first, or it is over. */
    record Late(IncidentRow incident) implements Outcome {}

    /** There is no such incident. */
    record Unknown() implements Outcome {}
  }

  private final IncidentRows rows;
  private final Telling telling;
  private final Outbox outbox;

  Acknowledgements(IncidentRows rows, Telling telling, Outbox outbox) {
    this.rows = rows;
    this.telling = telling;
    this.outbox = outbox;
  }

  Uni<Outcome> acknowledge(Mutiny.Session session, UUID id, String by) {
    return rows.lock(session, id)
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().item(new Outcome.Unknown())
                    : rows.acknowledge(session, id, by)
                        .chain(
                            at ->
                                at == null
                                    ? Uni.createFrom().item(new Outcome.Late(row))
                                    : tell(session, rows.incident(row), by, at)
                                        .replaceWith(new Outcome.Done(row))));
  }

  /** Those who were told hear that somebody is on it; their alarms stop. */
  private Uni<Void> tell(Mutiny.Session session, Incident incident, String by, Instant at) {
    LOG.infof("event=incident.acknowledged incident=%s by=\"%s\"", incident.id(), by);
    return outbox
        .add(
            session,
            new IncidentAcknowledged(
                incident.id(),
                incident.sourceId(),
                incident.team(),
                incident.cause().key(),
                by,
                at))
        .chain(
            () ->
                telling.programsTold(
                    session,
                    incident.id(),
                    incident.thread(),
                    team ->
                        new Notice.Acknowledged(
                            incident.id(),
                            incident.sourceId(),
                            team,
                            incident.thread(),
                            incident.cause(),
                            incident.severity(),
                            incident.since(),
                            by,
                            at,
                            at)));
  }
}
