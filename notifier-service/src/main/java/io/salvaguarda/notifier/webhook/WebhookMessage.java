package io.salvaguarda.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.salvaguarda.config.Secret;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.notice.Notice;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Headers;

/**
 * A delivery as it goes over the wire. The body is the same in every attempt; the timestamp, and
 * with it the signature, is the attempt's.
 */
record WebhookMessage(Headers headers, String body) {

  static final String FAILED = "io.salvaguarda.notice.failed.v1";
  static final String ACKNOWLEDGED = "io.salvaguarda.notice.acknowledged.v1";
  static final String RESOLVED = "io.salvaguarda.notice.resolved.v1";
  static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

  static WebhookMessage of(
      Delivery delivery, Letter letter, Secret secret, Instant now, ObjectMapper mapper) {
    String id = delivery.id().toString();
    String body = body(delivery, letter, mapper);
    Headers headers =
        new Headers.Builder()
            .add("webhook-id", id)
            .add("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .add("webhook-signature", sign(secret, id, now.getEpochSecond(), body))
            .add("user-agent", "Salvaguarda-Notifier/1")
            .build();
    return new WebhookMessage(headers, body);
  }

  private static String body(Delivery delivery, Letter letter, ObjectMapper mapper) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", delivery.id());
    event.put("source", "/salvaguarda/notifier-service");
    event.put("type", type(delivery.notice()));
    event.put("subject", delivery.notice().sourceId());
    event.put("time", delivery.notice().noticedAt());
    event.put("datacontenttype", "application/json");
    event.put("data", NoticeData.of(delivery.id(), delivery.notice(), letter));
    try {
      return mapper.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(Notice notice) {
    return switch (notice) {
      case Notice.Trouble trouble -> FAILED;
      case Notice.Again again -> FAILED;
      case Notice.Several several -> FAILED;
      case Notice.Undelivered undelivered -> FAILED;
      case Notice.Acknowledged acknowledged -> ACKNOWLEDGED;
      case Notice.Recovered recovered -> RESOLVED;
      case Notice.SeveralRecovered several -> RESOLVED;
    };
  }

  private static String sign(Secret secret, String id, long epochSecond, String body) {
    try {
      return new Webhook(secret.reveal()).sign(id, epochSecond, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("the secret was checked at start", e);
    }
  }
}
