package io.salvaguarda.events;

/** How low the space is. */
public enum StorageThreshold {
  /** Work goes on. */
  WARNING,
  /** Work that needs the space is refused. */
  CRITICAL
}
