package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.config.Language;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.letter.Headlines;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Opens, repeats and resolves incidents, and queues what is to be told, in one transaction. */
@ApplicationScoped
class IncidentDesk {

  private static final Logger LOG = Logger.getLogger(IncidentDesk.class);

  private final SuiteConfig config;
  private final IncidentSettings settings;
  private final IncidentRows rows;
  private final Recoveries recoveries;
  private final VerifiedBackups verified;
  private final DeliveryQueue queue;
  private final Outbox outbox;
  private final Instance instance;
  private final Headlines headlines = new Headlines(Wording.in(Language.ENGLISH));

  IncidentDesk(
      SuiteConfig config,
      IncidentSettings settings,
      IncidentRows rows,
      Recoveries recoveries,
      VerifiedBackups verified,
      DeliveryQueue queue,
      Outbox outbox,
      Instance instance) {
    this.config = config;
    this.settings = settings;
    this.rows = rows;
    this.recoveries = recoveries;
    this.verified = verified;
    this.queue = queue;
    this.outbox = outbox;
    this.instance = instance;
  }

  /** Opens an incident or adds to the open one. */
  Uni<Void> report(Mutiny.Session session, Problem problem, Instant now) {
    String team = config.teamOf(problem.sourceId()).name();
    Incident opened = Incident.opened(instance.newId(), team, problem, now);
    return rows.open(session, opened, summary(problem))
        .chain(
            isNew -> isNew ? announce(session, opened, problem, now) : add(session, problem, now));
  }

  /** Resolves the open incident if the recovery proves enough. */
  Uni<Void> recover(Mutiny.Session session, Recovery recovery, Instant now) {
    return recoveries
        .remember(session, recovery)
        .chain(
            () -> rows.lockOpen(session, recovery.sourceId(), recovery.cause(), recovery.about()))
        .chain(
            open ->
                open.filter(incident -> incident.isEndedBy(recovery))
                    .map(incident -> resolve(session, incident, recovery, now))
                    .orElse(Uni.createFrom().voidItem()));
  }

  /** Tells the same channels that were told of the problem. */
  Uni<Void> resolve(Mutiny.Session session, Incident incident, Recovery recovery, Instant now) {
    LOG.infof(
        "event=incident.resolved incident=%s source=%s cause=%s",
        incident.id(), incident.sourceId(), incident.cause().key());
    return rows.resolve(session, incident.id(), recovery.at())
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
        .map(
            last ->
                new Notice.Recovered(
                    incident.id(),
                    incident.sourceId(),
                    incident.team(),
                    incident.cause(),
                    incident.since(),
                    recovery.at(),
                    now,
                    incident.occurrences(),
                    recovery.proof(),
                    last))
        .chain(
            notice ->
                queue
                    .told(session, incident.id())
                    .chain(channels -> queue.put(session, notice, channels)));
  }

  private Uni<Void> announce(
      Mutiny.Session session, Incident incident, Problem problem, Instant now) {
    LOG.warnf(
        "event=incident.opened incident=%s source=%s cause=%s error_class=%s",
        incident.id(), incident.sourceId(), incident.cause().key(), problem.failure().errorClass());
    return outbox
        .add(
            session,
            new IncidentOpened(
                incident.id(),
                incident.sourceId(),
                incident.team(),
                incident.cause().key(),
                incident.severity(),
                summary(problem),
                incident.since()))
        .chain(() -> tell(session, incident, problem, now))
        .chain(() -> recoveries.latest(session, incident))
        .chain(
            latest ->
                latest
                    .filter(incident::isEndedBy)
                    .map(recovery -> resolve(session, incident, recovery, now))
                    .orElse(Uni.createFrom().voidItem()));
  }

  private Uni<Void> add(Mutiny.Session session, Problem problem, Instant now) {
    return rows.lockOpen(session, problem.sourceId(), problem.cause(), problem.about())
        .chain(
            open -> {
              if (open.isEmpty()) {
                return report(session, problem, now); // resolved between the two statements
              }
              Incident.Repeated repeated =
                  open.get().repeated(problem, now, settings.remindAfter());
              return rows.repeat(session, repeated.incident(), summary(problem))
                  .chain(
                      () ->
                          repeated.tell()
                              ? tell(session, repeated.incident(), problem, now)
                              : Uni.createFrom().voidItem());
            });
  }

  private Uni<Void> tell(Mutiny.Session session, Incident incident, Problem problem, Instant now) {
    return verified
        .newest(session, incident.sourceId())
        .map(
            last ->
                new Notice.Trouble(
                    incident.id(),
                    incident.sourceId(),
                    incident.team(),
                    incident.cause(),
                    problem.severity(),
                    incident.since(),
                    problem.happenedAt(),
                    now,
                    incident.occurrences(),
                    problem.failure(),
                    problem.matter(),
                    last))
        .chain(notice -> queue.put(session, notice, config.teamOf(incident.sourceId()).channels()));
  }

  private String summary(Problem problem) {
    return headlines.of(problem.matter(), problem.failure());
  }
}
