package io.salvaguarda.local;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as the webhook receiver took it.
 *
 * @param body as UTF-8
 */
public record ReceivedWebhook(
    String method, String path, HttpHeaders headers, String body, Instant receivedAt) {

  /** The first value of a header, whatever its case. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Is it signed with this secret ({@code whsec_…}) as Standard Webhooks 1.0 say, and fresh? */
  public boolean isSignedWith(String secret) {
    try {
      new Webhook(secret).verify(body, headers.map());
      return true;
    } catch (WebhookVerificationException refused) {
      return false;
    }
  }
}
