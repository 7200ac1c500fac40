package io.salvaguarda.notifier.http;

import java.time.Duration;
import java.util.Optional;

/** How a request ended. No text in it shows what the request hides. */
public sealed interface HttpAnswer {

  /**
   * The server answered.
   *
   * @param retryAfter when it wants to be asked again at the earliest
   * @param body the beginning of what it said; empty when it took the request
   */
  record Answered(int status, Optional<Duration> retryAfter, String body) implements HttpAnswer {

    public boolean took() {
      return status >= 200 && status < 300;
    }
  }

  /** Nothing was sent: no address of the server may be connected to. */
  record Refused(String why) implements HttpAnswer {}

  /** No answer; whether the request arrived is not known. */
  record Unanswered(String why) implements HttpAnswer {}
}
