package io.salvaguarda.config;

/** How far a plan's verifications go; each level includes those before it. */
public enum VerificationLevel {
  /** Every chunk read back, decrypted and hashed again. */
  INTEGRITY,
  /** The streams are well formed. */
  STRUCTURE,
  /** Restored into a throwaway cluster. */
  RESTORED,
  /** The snapshot's facts compared exactly, and the assertions hold. */
  CONTENT
}
