package io.salvaguarda.events;

/** What a record turned out to be. */
public sealed interface DecodeResult {

  /** An event of ours. */
  record Decoded(EventEnvelope<?> envelope) implements DecodeResult {}

  /** A CloudEvent of a type that this release does not know. */
  record Unknown(String type) implements DecodeResult {}

  /** Not an event that anyone could handle; the reason names the field, never its value. */
  record Malformed(String reason) implements DecodeResult {}
}
