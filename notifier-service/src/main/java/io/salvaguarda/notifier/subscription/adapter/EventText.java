package io.salvaguarda.notifier.subscription.adapter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as CloudEvents 1.0 in structured mode: the same as on Kafka, in one JSON text. */
final class EventText {

  private final EventCodec codec = new EventCodec();
  private final JsonMapper json = new JsonMapper();

  String of(EventEnvelope<?> event) {
    EncodedEvent encoded = codec.encode(event);
    ObjectNode text = json.createObjectNode();
    text.put("specversion", "1.0");
    text.put("id", event.id().toString());
    text.put("source", event.source());
    text.put("type", event.type());
    text.put("subject", event.subject());
    text.put("time", event.time().toString());
    text.put("dataschema", EventCodec.schemaUri(event.type()));
    text.put("datacontenttype", "application/json");
    try {
      text.set("data", json.readTree(encoded.body()));
      return json.writeValueAsString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
