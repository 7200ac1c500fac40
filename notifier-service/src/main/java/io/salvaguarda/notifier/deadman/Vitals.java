package io.salvaguarda.notifier.deadman;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How this service fares.
 *
 * @param silence how long ago everything was last heard that the other services told
 * @param stuck deliveries that should have been tried long ago
 */
public record Vitals(Duration silence, long stuck) {

  /**
   * What is wrong; empty when it does what it is for.
   *
   * @param longest how long nothing may be heard
   */
  public List<String> complaints(Duration longest) {
    List<String> complaints = new ArrayList<>();
    if (silence.compareTo(longest) > 0) {
      complaints.add("events are not heard for " + silence.toSeconds() + " s");
    }
    if (stuck > 0) {
      complaints.add(stuck + " notices should have been sent long ago");
    }
    return List.copyOf(complaints);
  }
}
