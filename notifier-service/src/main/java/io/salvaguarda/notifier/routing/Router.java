package io.salvaguarda.notifier.routing;

import io.salvaguarda.config.Route;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the channels for what there is to tell. Where in doubt, the team hears. */
public final class Router {
  private final SuiteConfig config;

  public Router(SuiteConfig config) {
    this.config = config;
  }

  /** Never fails, and never leads nowhere. */
  public Answer ask(Question question) {
    List<Answer.Considered> considered = new ArrayList<>();
    Set<String> channels = new LinkedHashSet<>();
    List<String> taken = new ArrayList<>();
    for (Route route : config.telling().routes()) {
      Optional<String> unfit = unfit(route, question);
      considered.add(
          new Answer.Considered(route.name(), unfit.isEmpty(), unfit.orElseGet(() -> fit(route))));
      if (unfit.isEmpty()) {
        channels.addAll(route.channels());
        taken.add(route.name());
        if (!route.further()) {
          break;
        }
      }
    }
    channels.retainAll(config.channels().keySet());
    return channels.isEmpty()
        ? new Answer(team(question.team()).channels(), considered, "team " + question.team())
        : new Answer(List.copyOf(channels), considered, String.join(", ", taken));
  }

  /** The team; the default team for one that the configuration no longer has. */
  public Team team(String name) {
    Team team = config.teams().get(name);
    return team == null ? config.teams().get(config.defaultTeam()) : team;
  }

  /** Why the route is not for this; a route that cannot be judged is for it. */
  private static Optional<String> unfit(Route route, Question question) {
    if (!route.teams().isEmpty() && !route.teams().contains(question.team())) {
      return Optional.of("it is for teams " + String.join(", ", route.teams()));
    }
    if (!route.sources().isEmpty()
        && route.sources().stream().noneMatch(glob -> glob.matches(question.sourceId()))) {
      return Optional.of("it is for sources " + route.sources());
    }
    if (route.urgency().filter(urgency -> !isOf(urgency, question)).isPresent()) {
      return Optional.of("it is for severity " + route.urgency().get());
    }
    if (!route.kinds().isEmpty() && !route.kinds().contains(question.cause().key())) {
      return Optional.of("it is for kinds " + String.join(", ", route.kinds()));
    }
    if (route.hours().filter(hours -> !hours.contain(question.at())).isPresent()) {
      return Optional.of("its hours do not hold " + question.at());
    }
    return Optional.empty();
  }

  private static boolean isOf(Route.Urgency urgency, Question question) {
    return urgency.name().equals(question.severity().name());
  }

  private static String fit(Route route) {
    return route.further() ? "it fits, and the next are looked at too" : "it fits";
  }
}
