package io.salvaguarda.events;

/** Why a backup ran. */
public enum BackupTrigger {
  /** Its plan's schedule. */
  SCHEDULE,
  /** Somebody asked. */
  REQUEST
}
