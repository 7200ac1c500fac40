package io.salvaguarda.repository.wal;

/** What came of archiving a file; either way it is durable. */
public enum PutResult {
  /** It is new. */
  STORED,
  /** It was there, with the same bytes. */
  KNOWN
}
