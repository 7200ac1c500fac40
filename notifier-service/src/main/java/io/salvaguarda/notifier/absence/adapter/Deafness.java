package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.notifier.absence.Hearing;
import io.salvaguarda.notifier.absence.Hearing.Sight;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.incident.adapter.IncidentDesk;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Tells once that no events come in, and once that they do again. That is one incident, however
 * much would have been missing meanwhile.
 */
@ApplicationScoped
class Deafness {

  private static final Logger LOG = Logger.getLogger(Deafness.class);

  private final IncidentDesk desk;
  private final AbsenceSettings settings;

  Deafness(IncidentDesk desk, AbsenceSettings settings) {
    this.desk = desk;
    this.settings = settings;
  }

  /** The hearing with what is told of it. */
  Uni<Hearing> tell(Mutiny.Session session, Hearing hearing, Sight sight) {
    if (hearing.deafTold()) {
      return sight.heardUpTo().isPresent()
          ? over(session, hearing)
          : Uni.createFrom().item(hearing);
    }
    return hearing
        .deafSince(settings.deafAfter())
        .map(since -> begun(session, hearing, since))
        .orElse(Uni.createFrom().item(hearing));
  }

  private Uni<Hearing> begun(Mutiny.Session session, Hearing hearing, Instant since) {
    LOG.errorf("event=absence.deaf since=%s", since);
    Failure failure =
        new Failure(
            FailureKind.RETRYABLE,
            ErrorClass.UNKNOWN,
            "No event was heard since %s.".formatted(since),
            "",
            List.of());
    Problem problem =
        new Problem(
            SourceIds.EVENTS,
            Cause.EVENTS,
            Severity.CRITICAL,
            since,
            failure,
            new Matter.NothingHeard(since));
    return desk.report(session, problem, hearing.lookedAt()).replaceWith(hearing.told(true));
  }

  private Uni<Hearing> over(Mutiny.Session session, Hearing hearing) {
    LOG.infof("event=absence.hears_again up_to=%s", hearing.upTo());
    Recovery recovery =
        new Recovery(
            SourceIds.EVENTS,
            Cause.EVENTS,
            hearing.lookedAt(),
            new Proof.HeardAgain(hearing.since()));
    return desk.recover(session, recovery, hearing.lookedAt()).replaceWith(hearing.told(false));
  }
}
