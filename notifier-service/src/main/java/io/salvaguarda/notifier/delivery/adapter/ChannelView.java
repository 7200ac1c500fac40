package io.salvaguarda.notifier.delivery.adapter;

import java.time.Instant;
import java.util.List;

/**
 * A channel as REST shows it.
 *
 * @param state WORKS, TROUBLED since it gave up a notice and took none, or GONE
 * @param since of the trouble, or since when it is gone
 * @param why what its receiver said when it was gone
 * @param limit how often it is written to at most; null: without a limit
 */
public record ChannelView(
    String channel,
    String type,
    List<String> teams,
    State state,
    Instant since,
    String why,
    String limit,
    long pending,
    long dead) {

  /** Whether it takes notices. */
  public enum State {
    WORKS,
    TROUBLED,
    GONE
  }
}
