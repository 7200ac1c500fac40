package io.salvaguarda.postgres.physical;

/** Which of the histories that branch off the backup is followed. */
public sealed interface RecoveryTimeline {

  /** The newest that can be found. */
  record Latest() implements RecoveryTimeline {}

  /** The backup's own. */
  record Current() implements RecoveryTimeline {}

  record Numbered(int timeline) implements RecoveryTimeline {
    public Numbered {
      if (timeline < 1) {
        throw new IllegalArgumentException("not a timeline: " + timeline);
      }
    }
  }
}
