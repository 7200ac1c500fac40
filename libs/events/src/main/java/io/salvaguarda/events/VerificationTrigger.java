package io.salvaguarda.events;

/** Why a verification ran. */
public enum VerificationTrigger {
  /** The backup had just been completed. */
  BACKUP_COMPLETED,
  /** Its plan's schedule. */
  SCHEDULE,
  /** Somebody asked. */
  REQUEST
}
