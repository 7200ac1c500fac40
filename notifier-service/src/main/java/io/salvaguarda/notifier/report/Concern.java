package io.salvaguarda.notifier.report;

/** What is wrong with a source, the worst first. */
public enum Concern {
  /** No backup of it is known to be good. */
  NEVER_PROVEN(true),
  /** No backup was taken in the period. */
  NO_BACKUP(true),
  /** A backup was found to be bad. */
  VERIFICATION_FAILED(true),
  /** No backup was proven in the period. */
  NO_VERIFICATION(true),
  /** A whole restore did not succeed when it was last practised. */
  DRILL_FAILED(true),
  /** No whole restore was practised in the period. */
  NO_DRILL(true),
  /** Some backups failed, but a later one did not. */
  SOME_BACKUPS_FAILED(false);

  private final boolean loud;

  Concern(boolean loud) {
    this.loud = loud;
  }

  /** Whether it must not be overlooked. */
  public boolean loud() {
    return loud;
  }
}
