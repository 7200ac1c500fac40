package io.salvaguarda.notifier.absence;

import java.time.Instant;

/** What an event says of things that are waited for. */
public sealed interface Word {

  Awaited what();

  String sourceId();

  String about();

  /** By the clock of the service that told it. */
  Instant at();

  /** It is waited for from now on. */
  record Begins(Awaited what, String sourceId, String about, Instant at) implements Word {}

  /** It came, well or badly: what came badly is told as a failure, not as missing. */
  record Comes(Awaited what, String sourceId, String about, Instant at) implements Word {}
}
