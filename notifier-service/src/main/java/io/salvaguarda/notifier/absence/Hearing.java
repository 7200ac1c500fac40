package io.salvaguarda.notifier.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Up to when everything was heard that the others told. What is missing can be known for that time
 * only: while events do not reach this service, or while it does not run, nothing is missing.
 *
 * @param bornAt when this service first looked: what was due before is not asked for
 * @param lookedAt when it last looked
 * @param awakeSince since when it looks without a pause
 * @param movedAt when events were last seen to come in, or none to be waiting
 * @param since since when it hears without a break
 * @param upTo up to when everything was heard
 * @param deafTold whether it is told that nothing is heard
 */
public record Hearing(
    Instant bornAt,
    Instant lookedAt,
    Instant awakeSince,
    Instant movedAt,
    Instant since,
    Instant upTo,
    boolean deafTold) {

  /**
   * What was seen of Kafka in one look.
   *
   * @param heardUpTo up to when everything was heard; empty when that was not to be found out, or
   *     when something still waits
   * @param moving whether events came in since the look before
   */
  public record Sight(Optional<Instant> heardUpTo, boolean moving) {
    /** Kafka did not answer, or nothing came in. */
    public static final Sight NOTHING = new Sight(Optional.empty(), false);
  }

  /**
   * After one more look.
   *
   * @param gap a break that is longer counts: what it held up may still be on its way
   */
  public Hearing after(Sight sight, Instant now, Duration gap) {
    boolean paused = now.isAfter(lookedAt.plus(gap));
    Instant heard = sight.heardUpTo().filter(upTo::isBefore).orElse(upTo);
    boolean broken = heard.isAfter(upTo.plus(gap));
    boolean moved = sight.moving() || sight.heardUpTo().isPresent();
    return new Hearing(
        bornAt,
        now,
        paused ? now : awakeSince,
        moved ? now : movedAt,
        broken ? now : since,
        heard,
        deafTold);
  }

  /** Since when nothing comes in, if that is long enough to be told. */
  public Optional<Instant> deafSince(Duration longest) {
    Instant counted = movedAt.isAfter(awakeSince) ? movedAt : awakeSince;
    return lookedAt.isAfter(counted.plus(longest)) ? Optional.of(movedAt) : Optional.empty();
  }

  /** With what is told of it. */
  public Hearing told(boolean deaf) {
    return new Hearing(bornAt, lookedAt, awakeSince, movedAt, since, upTo, deaf);
  }

  /** Whether what should have come by then is missing, counting from when it could be heard. */
  boolean isMissing(Instant by, Duration grace) {
    Instant counted = by.isAfter(since) ? by : since;
    return !upTo.isBefore(counted.plus(grace));
  }
}
