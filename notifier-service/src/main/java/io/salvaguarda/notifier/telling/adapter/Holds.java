package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.routing.Question;
import io.salvaguarda.notifier.routing.Router;
import io.salvaguarda.notifier.silence.Silence;
import io.salvaguarda.notifier.silence.adapter.Silences;
import io.salvaguarda.notifier.telling.Gate;
import io.salvaguarda.notifier.telling.Hold;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** What holds notices back at the moment. */
@ApplicationScoped
class Holds {
  private static final Logger LOG = Logger.getLogger(Holds.class);

  private final Silences silences;
  private final FollowedIncidents incidents;
  private final TellingSettings settings;
  private final Gate gate;
  private final Router router;

  Holds(
      SuiteConfig config,
      Silences silences,
      FollowedIncidents incidents,
      TellingSettings settings) {
    this.silences = silences;
    this.incidents = incidents;
    this.settings = settings;
    this.gate = new Gate(config.telling().maintenance());
    this.router = new Router(config);
  }

  /** All that is in force, for the decisions of one transaction. */
  final class InForce {
    private final List<Silence> silent;
    private final Set<String> outages;
    private final Instant now;

    private InForce(List<Silence> silent, Set<String> outages, Instant now) {
      this.silent = silent;
      this.outages = outages;
      this.now = now;
    }

    Optional<Hold> of(FollowedIncident incident, String team, Notice.Trouble trouble) {
      return check(Announcer.question(team, trouble, now), outage(incident));
    }

    /** Of what is no incident yet. */
    Optional<Hold> of(Question question) {
      return check(question, Optional.empty());
    }

    /** What cannot be judged is told. */
    private Optional<Hold> check(Question question, Optional<Hold> outage) {
      try {
        return gate.check(question, router.team(question.team()), silent, outage);
      } catch (RuntimeException e) {
        LOG.warnf(e, "event=notice.unjudged source=%s", question.sourceId());
        return Optional.empty();
      }
    }

    private Optional<Hold> outage(FollowedIncident incident) {
      return incident.blames == null
              || !outages.contains(incident.blames)
              || incident.cause.equals(Cause.OUTAGE.key())
          ? Optional.empty()
          : Optional.of(
              new Hold(
                  new HeldBy(HeldBy.Kind.OUTAGE, incident.blames), now.plus(settings.recheck())));
    }
  }

  Uni<InForce> at(Mutiny.Session session, Instant now) {
    return silences
        .inForce(session)
        .chain(
            silent ->
                incidents
                    .outages(session, settings.settle())
                    .map(outages -> new InForce(silent, outages, now)));
  }
}
