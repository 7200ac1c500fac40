package io.salvaguarda.kit.inbox;

/** A replayed dead letter that still cannot be taken. */
class StillPoison extends RuntimeException {
  StillPoison(String reason) {
    super(reason);
  }
}
