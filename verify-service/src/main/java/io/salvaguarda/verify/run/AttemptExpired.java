package io.salvaguarda.verify.run;

/** Thrown in an attempt's own thread when it has used up its time. */
final class AttemptExpired extends RuntimeException {
  AttemptExpired() {
    super("the attempt has used up its time");
  }
}
