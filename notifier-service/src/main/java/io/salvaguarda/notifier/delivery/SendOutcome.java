package io.salvaguarda.notifier.delivery;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. Texts are shown to people and hold no secret. */
public sealed interface SendOutcome {

  /** The channel took it. */
  record Accepted() implements SendOutcome {}

  /** It may go better later, at the earliest after {@code notBefore} if the receiver said so. */
  record Failed(String error, Optional<Duration> notBefore) implements SendOutcome {
    public Failed(String error) {
      this(error, Optional.empty());
    }
  }

  /** Trying again is of no use until somebody acts. */
  record Refused(String error) implements SendOutcome {}

  SendOutcome ACCEPTED = new Accepted();
}
