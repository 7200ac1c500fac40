package io.salvaguarda.config;

import java.util.List;

/**
 * Who is told of what, and when not.
 *
 * @param administrators the team that hears of what others leave, and of failed restores at once
 * @param routes looked at in order, the first that fits counts
 */
public record Telling(String administrators, List<Route> routes, List<Maintenance> maintenance) {
  public Telling {
    routes = List.copyOf(routes);
    maintenance = List.copyOf(maintenance);
  }

  /** No routes: each team hears by its own channels, of all its trouble. */
  public static Telling plainly(String administrators) {
    return new Telling(administrators, List.of(), List.of());
  }
}
