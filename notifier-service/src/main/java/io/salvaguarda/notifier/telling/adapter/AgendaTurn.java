package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.events.IncidentEscalated;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.delivery.adapter.NoticeJson;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.telling.Agenda;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Reminds of what stays open, and tells others of what nobody takes care of. */
@ApplicationScoped
class AgendaTurn {
  private static final Logger LOG = Logger.getLogger(AgendaTurn.class);

  private final Transactions transactions;
  private final FollowedIncidents incidents;
  private final WaitingNotices waiting;
  private final Holds holds;
  private final Pacing pacing;
  private final Announcer announcer;
  private final Audience audience;
  private final VerifiedBackups verified;
  private final NoticeJson json;
  private final Outbox outbox;
  private final TellingSettings settings;

  AgendaTurn(
      Transactions transactions,
      FollowedIncidents incidents,
      WaitingNotices waiting,
      Holds holds,
      Pacing pacing,
      Announcer announcer,
      Audience audience,
      VerifiedBackups verified,
      NoticeJson json,
      Outbox outbox,
      TellingSettings settings) {
    this.transactions = transactions;
    this.incidents = incidents;
    this.waiting = waiting;
    this.holds = holds;
    this.pacing = pacing;
    this.announcer = announcer;
    this.audience = audience;
    this.verified = verified;
    this.json = json;
    this.outbox = outbox;
    this.settings = settings;
  }

  /** False when nothing is due. */
  boolean next() {
    return transactions.await(
        session ->
            incidents
                .lockDue(session)
                .chain(
                    incident ->
                        incident == null
                            ? Uni.createFrom().item(false)
                            : incidents
                                .now(session)
                                .chain(now -> follow(session, incident, now))
                                .replaceWith(true)));
  }

  private Uni<Void> follow(Mutiny.Session session, FollowedIncident incident, Instant now) {
    Optional<Agenda> agenda = pacing.agenda(incident);
    if (agenda.isEmpty() || incident.trouble == null) {
      return incidents.rest(session, incident);
    }
    if (agenda.get().at().isAfter(now)) {
      return incidents.lookAt(session, incident, agenda.get().at(), incident.steps);
    }
    return trouble(session, incident, now)
        .chain(
            trouble ->
                holds
                    .at(session, now)
                    .chain(
                        inForce ->
                            inForce.of(incident, incident.team, trouble).isPresent()
                                ? incidents.lookAt(
                                    session, incident, now.plus(settings.recheck()), incident.steps)
                                : act(session, incident, agenda.get(), trouble, now)));
  }

  private Uni<Notice.Trouble> trouble(
      Mutiny.Session session, FollowedIncident incident, Instant now) {
    Notice.Trouble last = TellingTurn.troubleOf(json.readNotice(incident.trouble));
    return verified
        .newest(session, incident.sourceId)
        .map(newest -> last.asOf(now, incident.lastFailedAt, incident.occurrences, newest));
  }

  private Uni<Void> act(
      Mutiny.Session session,
      FollowedIncident incident,
      Agenda agenda,
      Notice.Trouble trouble,
      Instant now) {
    return switch (agenda) {
      case Agenda.Remind remind -> remind(session, incident, trouble);
      case Agenda.Escalate step -> escalate(session, incident, step.step(), trouble, now);
    };
  }

  /** It goes the way of all notices; when it is told, the next look is set. */
  private Uni<Void> remind(
      Mutiny.Session session, FollowedIncident incident, Notice.Trouble trouble) {
    LOG.infof("event=incident.reminded incident=%s team=%s", incident.id, incident.team);
    return waiting
        .put(
            session,
            again(trouble, incident, Notice.Again.Why.REMINDER),
            audience.groupingOf(incident.team).firstWait())
        .chain(() -> incidents.rest(session, incident));
  }

  private Uni<Void> escalate(
      Mutiny.Session session,
      FollowedIncident incident,
      int index,
      Notice.Trouble trouble,
      Instant now) {
    Pacing.Step step = pacing.steps(incident.team).get(index);
    LOG.warnf(
        "event=incident.escalated incident=%s team=%s step=%d channels=%s",
        incident.id, incident.team, index + 1, step.channels());
    return announcer
        .put(
            session,
            again(trouble.to(step.team()), incident, Notice.Again.Why.ESCALATED),
            incident.thread(),
            step.channels())
        .chain(
            () ->
                outbox.add(
                    session,
                    new IncidentEscalated(
                        incident.id,
                        incident.sourceId,
                        incident.team,
                        incident.cause,
                        incident.severity,
                        index + 1,
                        step.channels(),
                        incident.toldAt,
                        now)))
        .chain(
            () -> incidents.lookAt(session, incident, pacing.lookAtAfterStep(incident), index + 1));
  }

  private static Notice again(
      Notice.Trouble trouble, FollowedIncident incident, Notice.Again.Why why) {
    return new Notice.Again(trouble, incident.thread(), why, Optional.empty());
  }
}
