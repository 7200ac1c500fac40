package io.salvaguarda.repository;

/** What a stream without a byte means. */
public enum EmptyStreams {
  /** That its producer failed: it is refused. */
  REFUSED,
  /** That there was nothing to say. */
  ALLOWED
}
