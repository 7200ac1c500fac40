package io.salvaguarda.events;

import java.util.Map;

/**
 * An event as a Kafka record.
 *
 * @param topic where to send it
 * @param key the record's key: the event's subject
 * @param headers the record's headers, values in UTF-8: {@code ce_*} and {@code content-type}
 * @param body JSON in UTF-8, {@link EventCodec#MAX_BODY_BYTES} at most
 */
public record EncodedEvent(String topic, String key, Map<String, String> headers, byte[] body) {}
