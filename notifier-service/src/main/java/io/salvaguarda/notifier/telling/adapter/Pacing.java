package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.config.Escalation;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.notifier.routing.Router;
import io.salvaguarda.notifier.telling.Agenda;
import io.salvaguarda.notifier.telling.Pace;
import io.salvaguarda.notifier.telling.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an incident needs next, by the configuration of its team. */
@ApplicationScoped
class Pacing {

  /** One step of an escalation: whom, in whose language. */
  record Step(Duration after, String team, List<String> channels) {}

  private final SuiteConfig config;
  private final TellingSettings settings;
  private final Router router;

  Pacing(SuiteConfig config, TellingSettings settings) {
    this.config = config;
    this.settings = settings;
    this.router = new Router(config);
  }

  /** Empty when it was never told: then it waits to be. */
  Optional<Agenda> agenda(FollowedIncident incident) {
    return incident.toldAt == null
        ? Optional.empty()
        : Optional.of(agenda(incident, incident.toldAt, incident.lastToldAt, incident.steps));
  }

  /** When to look at an incident that was told now. */
  Instant lookAtAfterTold(FollowedIncident incident, Instant now) {
    Instant first = incident.toldAt == null ? now : incident.toldAt;
    return agenda(incident, first, now, incident.steps).at();
  }

  /** When to look at it after one more step of its escalation. */
  Instant lookAtAfterStep(FollowedIncident incident) {
    return agenda(incident, incident.toldAt, incident.lastToldAt, incident.steps + 1).at();
  }

  private Agenda agenda(FollowedIncident incident, Instant toldAt, Instant last, int steps) {
    return Agenda.of(
        new Standing(
            incident.severity, toldAt, last, Optional.ofNullable(incident.acknowledgedAt), steps),
        new Pace(
            settings.remindAfter(),
            settings.acknowledgedFor(),
            steps(incident.team).stream().map(Step::after).toList()));
  }

  /** The steps of the team's escalation, in order; the administrators need none of their own. */
  List<Step> steps(String teamName) {
    Team team = router.team(teamName);
    Escalation escalation = team.escalation();
    List<Step> steps = new ArrayList<>();
    if (!escalation.to().isEmpty()) {
      steps.add(new Step(escalation.after(), team.name(), escalation.to()));
    }
    Team administrators = config.administrators();
    if (!administrators.name().equals(team.name())) {
      escalation
          .administratorsAfter()
          .ifPresent(
              after ->
                  steps.add(new Step(after, administrators.name(), administrators.channels())));
    }
    return steps;
  }
}
