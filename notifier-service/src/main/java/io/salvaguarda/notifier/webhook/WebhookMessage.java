package io.salvaguarda.notifier.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.config.Secret;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.notice.Notice;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A delivery as it goes over the wire. The body is the same in every attempt; the timestamp, and
 * with it the signature, is the attempt's.
 */
record WebhookMessage(Map<String, String> headers, String body) {

  static final String FAILED = "io.salvaguarda.notice.failed.v1";
  static final String ACKNOWLEDGED = "io.salvaguarda.notice.acknowledged.v1";
  static final String RESOLVED = "io.salvaguarda.notice.resolved.v1";
  static final String TEST = "io.salvaguarda.notice.test.v1";
  static final String REPORT = "io.salvaguarda.notice.report.v1";
  static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

  static WebhookMessage of(
      Delivery delivery, Letter letter, List<Secret> secrets, Instant now, ObjectMapper mapper) {
    String id = delivery.id().toString();
    String body =
        delivery.notice() instanceof Notice.Fact fact
            ? fact.event()
            : body(delivery, letter, mapper);
    return new WebhookMessage(Signature.headers(id, now, body, secrets), body);
  }

  private static String body(Delivery delivery, Letter letter, ObjectMapper mapper) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("specversion", "1.0");
    event.put("id", delivery.id());
    event.put("source", "/salvaguarda/notifier-service");
    event.put("type", typeOf(delivery.notice()));
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

  private static String typeOf(Notice notice) {
    return switch (notice) {
      case Notice.Trouble trouble -> FAILED;
      case Notice.Again again -> FAILED;
      case Notice.Several several -> FAILED;
      case Notice.Undelivered undelivered -> FAILED;
      case Notice.Acknowledged acknowledged -> ACKNOWLEDGED;
      case Notice.Recovered recovered -> RESOLVED;
      case Notice.SeveralRecovered several -> RESOLVED;
      case Notice.Trial trial -> TEST;
      case Notice.Fact fact -> fact.eventType();
      case Notice.Report report -> REPORT;
    };
  }
}
