package io.salvaguarda.postgres;

/** Which server a failure is about: the same refusal means other things on other servers. */
public enum Side {
  /** The database that is protected. */
  SOURCE,
  /** The server that a restore goes to. */
  TARGET,
  /** A throwaway cluster of ours: whatever goes wrong there is not the backup's fault. */
  SANDBOX
}
