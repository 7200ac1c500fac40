package io.salvaguarda.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events to and from Kafka records: CloudEvents 1.0, binary mode. Safe for many threads. */
public final class EventCodec {
  /** The largest payload, in bytes, that is sent or accepted. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String DATA_SCHEMA = "ce_dataschema";
  public static final String CONTENT_TYPE = "content-type";

  private static final String SCHEMA_URN = "urn:salvaguarda:schema:";
  private static final String JSON = "application/json";

  private final JsonMapper json = EventJson.mapper();

  /** The URI by which events of the type name their schema; also the schema's {@code $id}. */
  public static String schemaUri(String type) {
    return SCHEMA_URN + type;
  }

  /**
   * The record to send.
   *
   * @throws IllegalArgumentException when the payload is larger than {@link #MAX_BODY_BYTES}: big
   *     things travel by reference
   */
  public EncodedEvent encode(EventEnvelope<?> event) {
    byte[] body = body(event.data());
    if (body.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException(
          event + " has " + body.length + " bytes; at most " + MAX_BODY_BYTES + " may travel");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, event.id().toString());
    headers.put(SOURCE, event.source());
    headers.put(TYPE, event.type());
    headers.put(SUBJECT, event.subject());
    headers.put(TIME, event.time().toString());
    headers.put(DATA_SCHEMA, schemaUri(event.type()));
    headers.put(CONTENT_TYPE, JSON);
    return new EncodedEvent(Topics.of(event.data()), event.subject(), headers, body);
  }

  /**
   * Reads a record. Header names are compared as they are: Kafka's are case-sensitive.
   *
   * @param headers the record's headers as UTF-8 text
   * @param body the record's value; null is malformed
   */
  public DecodeResult decode(Map<String, String> headers, byte[] body) {
    try {
      return read(headers, body);
    } catch (MalformedEvent e) {
      return new DecodeResult.Malformed(e.getMessage());
    }
  }

  private DecodeResult read(Map<String, String> headers, byte[] body) throws MalformedEvent {
    if (!"1.0".equals(require(headers, SPEC_VERSION))) {
      throw new MalformedEvent(SPEC_VERSION + " is not 1.0");
    }
    String type = require(headers, TYPE);
    Optional<Class<? extends SuiteEvent>> known = EventTypes.forName(type);
    if (known.isEmpty()) {
      return new DecodeResult.Unknown(type);
    }
    if (!isJson(require(headers, CONTENT_TYPE))) {
      throw new MalformedEvent(CONTENT_TYPE + " is not " + JSON);
    }
    UUID id = id(require(headers, ID));
    String source = source(require(headers, SOURCE));
    Instant time = time(require(headers, TIME));
    SuiteEvent data = data(known.get(), body);
    if (!data.sourceId().equals(require(headers, SUBJECT))) {
      throw new MalformedEvent(SUBJECT + " is not the payload's sourceId");
    }
    return new DecodeResult.Decoded(new EventEnvelope<>(id, source, time, data));
  }

  private byte[] body(SuiteEvent data) {
    try {
      return json.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("an event type that cannot be written", e);
    }
  }

  private SuiteEvent data(Class<? extends SuiteEvent> type, byte[] body) throws MalformedEvent {
    if (body == null) {
      throw new MalformedEvent("no payload");
    }
    if (body.length > MAX_BODY_BYTES) {
      throw new MalformedEvent(
          "the payload has " + body.length + " bytes; at most " + MAX_BODY_BYTES + " are accepted");
    }
    try {
      SuiteEvent data = json.readValue(body, type);
      if (data == null) {
        throw new MalformedEvent("the payload is null");
      }
      return data;
    } catch (JsonMappingException e) {
      throw new MalformedEvent(reason(e));
    } catch (IOException e) {
      throw new MalformedEvent("the payload is not JSON");
    }
  }

  /** Where and what, without the payload's own values: Jackson's messages may quote them. */
  private static String reason(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
            .collect(Collectors.joining("."));
    String cause =
        e.getCause() instanceof NullPointerException
                || e.getCause() instanceof IllegalArgumentException
            ? e.getCause().getMessage()
            : "";
    return "the payload does not fit its type"
        + (path.isEmpty() ? "" : " at " + path)
        + (cause.isEmpty() ? "" : ": " + cause);
  }

  private static String require(Map<String, String> headers, String name) throws MalformedEvent {
    String value = headers.get(name);
    if (value == null || value.isBlank()) {
      throw new MalformedEvent("no header " + name);
    }
    return value;
  }

  private static boolean isJson(String contentType) {
    return contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
  }

  private static UUID id(String text) throws MalformedEvent {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(ID + " is not a UUID");
    }
  }

  private static String source(String text) throws MalformedEvent {
    try {
      return URI.create(text).toString();
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent(SOURCE + " is not a URI reference");
    }
  }

  private static Instant time(String text) throws MalformedEvent {
    try {
      return InstantText.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedEvent(TIME + " is not an RFC 3339 instant");
    }
  }

  private static final class MalformedEvent extends Exception {
    MalformedEvent(String reason) {
      super(reason, null, false, false);
    }
  }
}
