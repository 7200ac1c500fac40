package io.salvaguarda.config;

/** How far a plan's verifications go; each level includes those before it. */
public enum VerificationLevel {
  /** Every chunk read back, decrypted and hashed again. */
  INTEGRITY,
  /** The streams are well formed. */
  STRUCTURE,
  /** Restored into a throwaway cluster. */
  RESTORED,
  /** Booted and recovered to its own end (physical backups; the same as RESTORED for others). */
  RECOVERED,
  /** The snapshot's facts compared exactly, and the assertions hold. */
  CONTENT
}
