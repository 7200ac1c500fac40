package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.config.Language;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentReopened;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.letter.Headlines;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.telling.adapter.Telling;
import io.salvaguarda.notifier.telling.adapter.TellingSettings;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Opens, reopens, repeats and resolves incidents, and hands over what is to be told, in the
 * caller's transaction.
 */
@ApplicationScoped
public class IncidentDesk {

  private static final Logger LOG = Logger.getLogger(IncidentDesk.class);

  private final SuiteConfig config;
  private final TellingSettings settings;
  private final IncidentRows rows;
  private final Recoveries recoveries;
  private final Resolutions resolutions;
  private final Blames blames;
  private final VerifiedBackups verified;
  private final Telling telling;
  private final Outbox outbox;
  private final Instance instance;
  private final Headlines headlines = new Headlines(Wording.in(Language.ENGLISH));

  IncidentDesk(
      SuiteConfig config,
      TellingSettings settings,
      IncidentRows rows,
      Recoveries recoveries,
      Resolutions resolutions,
      Blames blames,
      VerifiedBackups verified,
      Telling telling,
      Outbox outbox,
      Instance instance) {
    this.config = config;
    this.settings = settings;
    this.rows = rows;
    this.recoveries = recoveries;
    this.resolutions = resolutions;
    this.blames = blames;
    this.verified = verified;
    this.telling = telling;
    this.outbox = outbox;
    this.instance = instance;
  }

  /** Opens an incident, adds to the open one, or opens again the one that was just resolved. */
  public Uni<Void> report(Mutiny.Session session, Problem problem, Instant now) {
    return rows.oneAtATime(session, problem)
        .chain(() -> rows.lockOpen(session, problem.sourceId(), problem.cause(), problem.about()))
        .chain(
            open ->
                open.isPresent()
                    ? add(session, open.get(), problem, now)
                    : rows.lockLatestResolved(session, problem)
                        .chain(
                            latest ->
                                latest
                                    .filter(row -> isBack(problem, row))
                                    .map(row -> reopen(session, row, problem, now))
                                    .orElseGet(() -> open(session, problem, now))));
  }

  /** Resolves the open incident if the recovery proves enough, and the outage that it ends. */
  public Uni<Void> recover(Mutiny.Session session, Recovery recovery, Instant now) {
    return recoveries
        .remember(session, recovery)
        .chain(() -> end(session, recovery, now))
        .chain(
            () ->
                blames
                    .answers(recovery)
                    .map(answer -> end(session, answer, now))
                    .orElse(nothing()));
  }

  private Uni<Void> end(Mutiny.Session session, Recovery recovery, Instant now) {
    return rows.lockOpen(session, recovery.sourceId(), recovery.cause(), recovery.about())
        .chain(
            open ->
                open.filter(incident -> incident.isEndedBy(recovery))
                    .map(incident -> resolutions.resolve(session, incident, recovery, now))
                    .orElse(nothing()));
  }

  private boolean isBack(Problem problem, IncidentRow resolved) {
    return Incident.isBack(problem, resolved.resolvedAt, settings.reopenWithin());
  }

  private Uni<Void> open(Mutiny.Session session, Problem problem, Instant now) {
    String team = config.teamOf(problem.sourceId()).name();
    Incident incident = Incident.opened(instance.newId(), team, problem, now);
    LOG.warnf(
        "event=incident.opened incident=%s source=%s cause=%s error_class=%s",
        incident.id(), incident.sourceId(), incident.cause().key(), problem.failure().errorClass());
    return rows.open(session, incident, summary(problem))
        .chain(
            () ->
                outbox.add(
                    session,
                    new IncidentOpened(
                        incident.id(),
                        incident.sourceId(),
                        incident.team(),
                        incident.cause().key(),
                        incident.severity(),
                        summary(problem),
                        incident.since())))
        .chain(() -> trouble(session, incident, problem, now))
        .chain(notice -> telling.soon(session, notice))
        .chain(() -> blame(session, incident, problem, now))
        .chain(() -> endIfOver(session, incident, now));
  }

  /** A failure may arrive after what ended it. */
  private Uni<Void> endIfOver(Mutiny.Session session, Incident incident, Instant now) {
    return recoveries
        .latest(session, incident)
        .chain(
            latest ->
                latest
                    .filter(incident::isEndedBy)
                    .map(recovery -> resolutions.resolve(session, incident, recovery, now))
                    .orElse(nothing()));
  }

  private Uni<Void> reopen(
      Mutiny.Session session, IncidentRow resolved, Problem problem, Instant now) {
    Incident incident = rows.incident(resolved).reopened(problem, now);
    LOG.warnf(
        "event=incident.reopened incident=%s source=%s cause=%s round=%d",
        incident.id(), incident.sourceId(), incident.cause().key(), incident.round());
    return rows.reopen(session, incident, summary(problem))
        .chain(
            () ->
                outbox.add(
                    session,
                    new IncidentReopened(
                        incident.id(),
                        incident.sourceId(),
                        incident.team(),
                        incident.cause().key(),
                        incident.severity(),
                        summary(problem),
                        incident.since(),
                        problem.happenedAt(),
                        incident.round())))
        .chain(() -> trouble(session, incident, problem, now))
        .chain(
            trouble ->
                telling.soon(
                    session,
                    new Notice.Again(
                        trouble, incident.thread(), Notice.Again.Why.REOPENED, Optional.empty())))
        .chain(() -> blame(session, incident, problem, now))
        .chain(() -> endIfOver(session, incident, now));
  }

  private Uni<Void> add(Mutiny.Session session, Incident open, Problem problem, Instant now) {
    Incident.Repeated repeated = open.repeated(problem, now, settings.remindAfter());
    return rows.repeat(session, repeated.incident(), summary(problem))
        .chain(
            () ->
                repeated.tell()
                    ? trouble(session, repeated.incident(), problem, now)
                        .chain(notice -> telling.soon(session, notice))
                    : nothing())
        .chain(() -> blame(session, open, problem, now));
  }

  /** Enough trouble that blames one repository is an outage of it. */
  private Uni<Void> blame(Mutiny.Session session, Incident incident, Problem problem, Instant now) {
    return blames
        .note(session, incident, problem)
        .chain(outage -> outage.map(found -> report(session, found, now)).orElse(nothing()));
  }

  private Uni<Notice.Trouble> trouble(
      Mutiny.Session session, Incident incident, Problem problem, Instant now) {
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
                    last,
                    incident.thread()));
  }

  private String summary(Problem problem) {
    return headlines.of(problem.matter(), problem.failure());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
