package io.salvaguarda.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event as it came, known to this release or not. */
record TailedEvent(Map<String, String> attributes, JsonNode data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What tells most, in this order, when the event has it. */
  private static final List<String> TELLING =
      List.of(
          "backupId",
          "jobId",
          "level",
          "rowsCompared",
          "plainBytes",
          "target",
          "cause",
          "channel",
          "summary",
          "reason");

  static TailedEvent of(ConsumerRecord<String, byte[]> kafka) {
    Map<String, String> attributes = new TreeMap<>();
    kafka
        .headers()
        .forEach(
            header -> {
              if (header.key().startsWith("ce_") && header.value() != null) {
                String value = new String(header.value(), StandardCharsets.UTF_8);
                attributes.put(header.key().substring("ce_".length()), value);
              }
            });
    return new TailedEvent(attributes, parsed(kafka.value()));
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body == null ? new byte[0] : body);
    } catch (IOException e) {
      return JSON.createObjectNode().put("malformed", true);
    }
  }

  /** CloudEvents' structured mode, on one line. */
  String structured() {
    ObjectNode event = JSON.createObjectNode();
    attributes.forEach(event::put);
    event.put("datacontenttype", "application/json");
    event.set("data", data);
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time, type, source and what tells most. */
  String line() {
    String type = attributes.getOrDefault("type", "?").replaceFirst("^io\\.salvaguarda\\.", "");
    String what =
        TELLING.stream()
            .filter(data::hasNonNull)
            .map(name -> name + "=" + value(data.get(name)))
            .collect(Collectors.joining(" "));
    String failure = data.at("/failure/message").asText("");
    return Cells.clean(
            "%-24s  %-28s  %-14s  %s %s"
                .formatted(
                    attributes.getOrDefault("time", "?"),
                    type,
                    attributes.getOrDefault("subject", "?"),
                    what,
                    failure.isEmpty() ? "" : "\"" + failure + "\""))
        .replace('\n', ' ')
        .stripTrailing();
  }

  private static String value(JsonNode node) {
    return node.isObject() ? node.path("database").asText(node.toString()) : node.asText();
  }
}
