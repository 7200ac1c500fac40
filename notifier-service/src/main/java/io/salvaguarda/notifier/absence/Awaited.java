package io.salvaguarda.notifier.absence;

import io.salvaguarda.events.JobWork;

/** What is waited for. The names are stored. */
public enum Awaited {
  /** A backup, at the plan's times. */
  BACKUP,
  /** The regular verification, at the plan's times. */
  VERIFICATION,
  /** A drill, at the plan's times. */
  DRILL,
  /** A proof of the recovery window, at the plan's times. */
  WINDOW_PROOF,
  /** The verification of one new backup. */
  PROOF_OF_NEW,
  /** The end of a backup that began. */
  BACKUP_END,
  /** The end of a verification that began. */
  VERIFICATION_END,
  /** The end of a restore that began. */
  RESTORE_END,
  /** The next word of a write-ahead log. */
  WAL;

  /** Whether a plan wants it again and again. */
  public boolean recurs() {
    return this == BACKUP || this == VERIFICATION || this == DRILL || this == WINDOW_PROOF;
  }

  /** The end of such work. */
  public static Awaited endOf(JobWork work) {
    return switch (work) {
      case BACKUP -> BACKUP_END;
      case VERIFICATION -> VERIFICATION_END;
      case RESTORE -> RESTORE_END;
    };
  }
}
