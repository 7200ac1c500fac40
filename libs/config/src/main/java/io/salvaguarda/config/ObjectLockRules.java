package io.salvaguarda.config;

/**
 * How long the bucket keeps what was stored, whoever asks to delete it.
 *
 * @param days from when an object is stored; renewed as long as a backup that stays needs it
 */
public record ObjectLockRules(Mode mode, int days) {

  /** Who may lift a lock before its time. */
  public enum Mode {
    /** Who has a special permission of the server's. */
    GOVERNANCE,
    /** Nobody. */
    COMPLIANCE
  }
}
