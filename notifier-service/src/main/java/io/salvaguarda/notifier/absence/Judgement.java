package io.salvaguarda.notifier.absence;

import java.time.Instant;

/** What a look makes of one expectation. */
public sealed interface Judgement {

  /** Nothing changes. */
  record Stays() implements Judgement {}

  /** It was answered, or is none of ours: the next one is waited for. */
  record Moves(Instant dueAt) implements Judgement {}

  /** It is waited for no more. */
  record Ends() implements Judgement {}

  /**
   * It did not come and has to be told.
   *
   * @param by until when it should have come
   * @param next when the next one is due; the same when it does not recur
   */
  record Missing(Instant by, Instant next) implements Judgement {}

  Judgement STAYS = new Stays();
}
