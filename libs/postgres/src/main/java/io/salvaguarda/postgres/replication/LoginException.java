package io.salvaguarda.postgres.replication;

import java.io.IOException;

/** The login cannot go on with the password, or the settings, that there are. */
final class LoginException extends IOException {
  LoginException(String message) {
    super(message);
  }
}
