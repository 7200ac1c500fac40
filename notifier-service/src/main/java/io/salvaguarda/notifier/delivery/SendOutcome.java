package io.salvaguarda.notifier.delivery;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. Texts are shown to people and hold no secret. */
public sealed interface SendOutcome {

  /**
   * The channel took it.
   *
   * @param by who did: addresses, a chat or a host
   */
  record Accepted(String by) implements SendOutcome {}

  /** It may go better later, at the earliest after {@code notBefore} if the receiver said so. */
  record Failed(String error, Optional<Duration> notBefore) implements SendOutcome {
    public Failed(String error) {
      this(error, Optional.empty());
    }
  }

  /** Trying again is of no use until somebody acts. */
  record Refused(String error) implements SendOutcome {}

  /** The receiver says that the channel is no more: nothing is sent to it until somebody acts. */
  record Gone(String error) implements SendOutcome {}
}
