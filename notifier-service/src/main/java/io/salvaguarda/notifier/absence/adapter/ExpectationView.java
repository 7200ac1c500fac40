package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.notifier.absence.Awaited;
import java.time.Instant;

/**
 * What is waited for, as REST shows it.
 *
 * @param about the kind of backup and, where it comes once, which job or backup
 * @param dueAt when it is due; of work when it began, of a log when it was last heard of
 * @param expectedBy when it is told to be missing, if the notifier hears everything until then
 * @param lastAt when the like last succeeded; null when none is known
 * @param missingSince when it was told to be missing; null when it is not
 */
public record ExpectationView(
    Awaited what,
    String sourceId,
    String team,
    String about,
    State state,
    Instant dueAt,
    Instant expectedBy,
    Instant lastAt,
    Instant missingSince) {

  /** How it stands. */
  public enum State {
    /** It is not due yet. */
    AHEAD,
    /** It is due and may still come. */
    DUE,
    /** It did not come. */
    MISSING
  }
}
