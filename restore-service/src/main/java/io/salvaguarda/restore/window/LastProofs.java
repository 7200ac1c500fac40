package io.salvaguarda.restore.window;

/** Whoever proves windows knows when each was proven. */
public interface LastProofs {

  /** Blocks. */
  LastProof of(String sourceId);
}
