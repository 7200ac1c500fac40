package io.salvaguarda.events;

/** What can be wrong with a source's write-ahead log. */
public enum WalTrouble {
  /** Some of it is missing: what follows can be used only after a new physical backup. */
  GAP,
  /** What the server writes does not become durable in the repository. */
  STALLED,
  /** The server keeps more of it for the replication slot than is good for its disk. */
  SLOT
}
