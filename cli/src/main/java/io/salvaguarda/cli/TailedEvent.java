package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.events.DecodeResult;
import io.salvaguarda.events.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event as it came, known to this release or not.
 *
 * @param headers as UTF-8 text, in the order of their names
 * @param body null when the record has none
 * @param recordedAt when Kafka's record was made
 */
record TailedEvent(Map<String, String> headers, byte[] body, Instant recordedAt) {
  private static final EventCodec CODEC = new EventCodec();
  private static final String ATTRIBUTE = "ce_";
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  static TailedEvent of(ConsumerRecord<String, byte[]> kafka) {
    Map<String, String> headers = new TreeMap<>();
    kafka
        .headers()
        .forEach(
            header -> {
              if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
              }
            });
    return new TailedEvent(headers, kafka.value(), Instant.ofEpochMilli(kafka.timestamp()));
  }

  /** What it says of itself, or else what Kafka says. */
  Instant at() {
    try {
      return OffsetDateTime.parse(headers.getOrDefault(EventCodec.TIME, "")).toInstant();
    } catch (DateTimeException e) {
      return recordedAt;
    }
  }

  /** CloudEvents' structured mode, on one line. */
  String structured() {
    ObjectNode event = Json.MAPPER.createObjectNode();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(ATTRIBUTE)) {
            event.put(name.substring(ATTRIBUTE.length()), value);
          }
        });
    event.put("datacontenttype", headers.getOrDefault(EventCodec.CONTENT_TYPE, "application/json"));
    if (body != null) {
      try {
        event.set("data", Json.MAPPER.readTree(body));
      } catch (IOException e) {
        event.put("data_base64", Base64.getEncoder().encodeToString(body));
      }
    }
    return Json.oneLine(event);
  }

  /** Local time, type, source and a few words. */
  String line(boolean colours) {
    String type =
        Cells.line(headers.getOrDefault(EventCodec.TYPE, "?"))
            .replaceFirst("^io\\.salvaguarda\\.(.*)\\.v\\d+$", "$1");
    String padded = type + " ".repeat(Math.max(0, 26 - Width.of(type)));
    return "%s  %s  %-16s  %s"
        .formatted(
            LOCAL.format(at()),
            colours ? tone(type).paint(padded) : padded,
            Cells.line(headers.getOrDefault(EventCodec.SUBJECT, "?")),
            Cells.line(summary()))
        .stripTrailing();
  }

  private String summary() {
    return switch (CODEC.decode(headers, body)) {
      case DecodeResult.Decoded decoded -> EventSummary.of(decoded.envelope().data());
      case DecodeResult.Unknown unknown -> "(of a type that this release does not know)";
      case DecodeResult.Malformed malformed -> "(malformed: " + malformed.reason() + ")";
    };
  }

  private static Tone tone(String type) {
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "completed", "passed", "resolved", "delivered" -> Tone.GOOD;
      case "failed", "opened", "low", "dead-lettered" -> Tone.BAD;
      case "inconclusive", "cancelled" -> Tone.UNSURE;
      default -> Tone.PLAIN;
    };
  }
}
