package io.salvaguarda.notifier.report;

import java.time.Instant;
import java.util.Optional;

/** When a place will be full, if it goes on as it did. */
public sealed interface Outlook {

  /** Too few measurements, or over too short a time. */
  record TooEarly() implements Outlook {}

  /** Nobody said how much there may be. */
  record NoLimit() implements Outlook {}

  /** It does not grow. */
  record NotGrowing() implements Outlook {}

  /** Not in the next years. */
  record FarAway() implements Outlook {}

  /**
   * In a time that can be foreseen. The bounds are two standard errors of the growth away.
   *
   * @param latest empty when the growth is so uneven that it might as well have stopped
   */
  record Full(Instant expected, Instant earliest, Optional<Instant> latest) implements Outlook {}
}
