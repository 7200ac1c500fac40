package io.salvaguarda.notifier.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.salvaguarda.config.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers by which a receiver knows that a message is ours, as Standard Webhooks 1.0. */
public final class Signature {

  private Signature() {}

  /**
   * @param id the message's, the same in every attempt
   * @param at when this attempt is made: receivers take no old ones
   * @param secrets each signs, so that a receiver may have either while they change
   */
  public static Map<String, String> headers(
      String id, Instant at, String body, List<Secret> secrets) {
    long second = at.getEpochSecond();
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(second),
        "webhook-signature",
        secrets.stream()
            .map(secret -> sign(secret, id, second, body))
            .collect(Collectors.joining(" ")));
  }

  private static String sign(Secret secret, String id, long second, String body) {
    try {
      return new Webhook(secret.reveal()).sign(id, second, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("the secret was checked at start", e);
    }
  }
}
