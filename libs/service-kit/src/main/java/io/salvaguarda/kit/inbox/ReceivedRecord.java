package io.salvaguarda.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record as it came, before anybody knows what it is. */
record ReceivedRecord(
    String topic,
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    byte[] body) {

  static ReceivedRecord of(ConsumerRecord<String, byte[]> kafka) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : kafka.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    byte[] body = kafka.value() == null ? new byte[0] : kafka.value();
    return new ReceivedRecord(
        kafka.topic(), kafka.partition(), kafka.offset(), kafka.key(), headers, body);
  }

  String type() {
    return headers.getOrDefault("ce_type", "");
  }
}
