package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

/**
 * A part of a drill and what it took.
 *
 * @param name what was done, such as RESTORE; the list grows
 * @param millis how long it took
 */
public record DrillStep(String name, long millis) {
  public DrillStep {
    requireNonNull(name, "name");
  }
}
