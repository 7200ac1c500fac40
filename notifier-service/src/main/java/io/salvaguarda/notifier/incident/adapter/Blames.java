package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.incident.Blame;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.telling.adapter.TellingSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes which repository is blamed for an incident, and finds outages. */
@ApplicationScoped
class Blames {
  private final IncidentRows rows;
  private final TellingSettings settings;
  private final Blame blame;

  Blames(IncidentRows rows, TellingSettings settings, SuiteConfig config) {
    this.rows = rows;
    this.settings = settings;
    this.blame = new Blame(config.sources());
  }

  /** The outage that the failure is part of, if enough others are. */
  Uni<Optional<Problem>> note(Mutiny.Session session, Incident incident, Problem problem) {
    Optional<String> repository = blame.of(problem);
    return rows.blame(session, incident.id(), repository)
        .chain(
            () ->
                repository.isEmpty()
                    ? Uni.createFrom().item(Optional.<Problem>empty())
                    : rows.blaming(session, repository.get())
                        .map(
                            count ->
                                count >= settings.outageFrom()
                                    ? Optional.of(Blame.outage(repository.get(), problem))
                                    : Optional.empty()));
  }

  Optional<Recovery> answers(Recovery recovery) {
    return blame.answers(recovery);
  }
}
