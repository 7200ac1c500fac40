package io.salvaguarda.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who else hears of a critical incident that nobody acknowledges, counted from its first notice.
 *
 * @param to channels of the team's lead, told after {@code after}; may be empty
 * @param administratorsAfter when the administrators are told; later than {@code after}
 */
public record Escalation(Duration after, List<String> to, Optional<Duration> administratorsAfter) {
  /** Nobody else. */
  public static final Escalation NONE =
      new Escalation(Duration.ofMinutes(30), List.of(), Optional.empty());

  public Escalation {
    to = List.copyOf(to);
  }
}
