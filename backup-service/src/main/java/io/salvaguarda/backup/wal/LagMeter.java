package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long ago the oldest log was written that is not durable yet, as exactly as the server is
 * looked at often.
 */
public final class LagMeter {

  private static final int MOST_SAMPLES = 10_000;

  private final Deque<Sample> notDurable = new ArrayDeque<>();

  private record Sample(Instant at, Lsn serverAt) {}

  /**
   * @param now never earlier than the time before
   * @param serverAt what is expected to become durable
   */
  public Duration lag(Instant now, Lsn serverAt, Lsn durable) {
    boolean news = notDurable.isEmpty() || notDurable.getLast().serverAt().isBefore(serverAt);
    if (news && notDurable.size() < MOST_SAMPLES) {
      notDurable.addLast(new Sample(now, serverAt));
    }
    while (!notDurable.isEmpty() && !durable.isBefore(notDurable.getFirst().serverAt())) {
      notDurable.removeFirst();
    }
    return notDurable.isEmpty() ? Duration.ZERO : Duration.between(notDurable.getFirst().at(), now);
  }
}
