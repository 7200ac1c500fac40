package io.salvaguarda.kit.jobs;

import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps one lease while its attempt runs, carries progress out and stop orders in. When the
 * database stays silent, the attempt is stopped before its lease can end.
 */
final class Heartbeat implements Runnable {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class);
  private static final Duration MOST_RARE = Duration.ofSeconds(1);

  private final Job job;
  private final JobContext<?> context;
  private final JobLeases leases;
  private final Transactions transactions;
  private final Json json;
  private final long leaseNanos;
  private final long intervalMillis;

  Heartbeat(
      Job job,
      JobContext<?> context,
      JobLeases leases,
      Transactions transactions,
      Json json,
      Duration lease) {
    this.job = job;
    this.context = context;
    this.leases = leases;
    this.transactions = transactions;
    this.json = json;
    this.leaseNanos = lease.toNanos();
    this.intervalMillis = Math.min(lease.toMillis() / 3, MOST_RARE.toMillis());
  }

  @Override
  public void run() {
    long lastBeat = System.nanoTime();
    try {
      while (!context.isStopped()) {
        Thread.sleep(intervalMillis);
        long sent = System.nanoTime();
        if (beat(remaining(lastBeat))) {
          lastBeat = sent;
        } else if (remaining(lastBeat).isZero()) {
          context.stop(JobStopped.Reason.LEASE_LOST);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt(); // the attempt is over: this thread ends here
    }
  }

  /** Time in which an answer is still of use: up to four fifths of the lease. */
  private Duration remaining(long lastBeat) {
    long left = leaseNanos * 4 / 5 - (System.nanoTime() - lastBeat);
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  private boolean beat(Duration atMost) {
    if (atMost.isZero()) {
      return false;
    }
    String verdict;
    try {
      String progress = json.write(context.latestProgress());
      verdict =
          transactions.run(session -> leases.beat(session, job, progress)).await().atMost(atMost);
    } catch (RuntimeException unreachable) {
      if (unreachable.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt(); // the attempt has ended in mid-beat
        return false;
      }
      LOG.warnf("event=job.heartbeat_missed job=%s cause=%s", job.id, unreachable.toString());
      return false;
    }
    switch (verdict) {
      case null -> context.stop(JobStopped.Reason.LEASE_LOST);
      case "CANCELLED" -> context.stop(JobStopped.Reason.CANCELLED);
      case "DEADLINE" -> context.stop(JobStopped.Reason.DEADLINE);
      default -> {
        // alive
      }
    }
    return true;
  }
}
