package io.salvaguarda.local;

import java.time.Duration;
import java.util.Optional;

/** What the webhook receiver does with a request. */
public sealed interface WebhookAnswer {
  /** Takes it: 204. */
  static WebhookAnswer accepted() {
    return status(204);
  }

  /** Answers this status and no body. */
  static WebhookAnswer status(int code) {
    return new Status(code, Optional.empty());
  }

  /** Answers 429 and asks to wait this long. */
  static WebhookAnswer tooManyRequests(Duration retryAfter) {
    return new Status(429, Optional.of(retryAfter));
  }

  /** Answers after this long. */
  static WebhookAnswer after(Duration delay, WebhookAnswer then) {
    return new Delayed(delay, then);
  }

  /** Takes the request and closes the connection without an answer. */
  static WebhookAnswer closedEarly() {
    return new ClosedEarly();
  }

  /** A status, and seconds to wait where asked for. */
  record Status(int code, Optional<Duration> retryAfter) implements WebhookAnswer {}

  /** An answer that comes late. */
  record Delayed(Duration delay, WebhookAnswer then) implements WebhookAnswer {}

  /** No answer. */
  record ClosedEarly() implements WebhookAnswer {}
}
