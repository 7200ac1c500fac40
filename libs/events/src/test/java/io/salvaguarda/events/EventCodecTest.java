package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private static final String TYPE = "io.salvaguarda.backup.failed.v1";

  private final EventCodec codec = new EventCodec();
  private final Map<String, String> headers =
      new HashMap<>(GoldenFileTest.headers(Published.golden(TYPE)));
  private final ObjectNode data = Published.golden(TYPE).get("data").deepCopy();

  @Test
  void aNewEventSurvivesTheJourney() {
    BackupFailed event = decodedData();
    EventEnvelope<BackupFailed> sent = new EventFactory("backup-service").of(event);

    EncodedEvent record = codec.encode(sent);

    assertThat(record.topic()).isEqualTo(Topics.BACKUP);
    assertThat(record.key()).isEqualTo("testdb");
    assertThat(codec.decode(record.headers(), record.body()))
        .isInstanceOfSatisfying(
            DecodeResult.Decoded.class,
            received -> {
              assertThat(received.envelope().id()).isEqualTo(sent.id());
              assertThat(received.envelope().source()).isEqualTo("/salvaguarda/backup-service");
              assertThat(received.envelope().time()).isEqualTo(sent.time());
              assertThat(received.envelope().data()).isEqualTo(event);
            });
  }

  @Test
  void unknownFieldsAreIgnored() {
    data.put("addedLater", 1);
    ((ObjectNode) data.get("failure")).put("addedLater", true);

    assertThat(decode()).isInstanceOf(DecodeResult.Decoded.class);
  }

  @Test
  void aTypeOfANewerReleaseIsUnknownWhateverItsPayload() {
    headers.put(EventCodec.TYPE, "io.salvaguarda.backup.completed.v2");

    assertThat(codec.decode(headers, new byte[] {1}))
        .isEqualTo(new DecodeResult.Unknown("io.salvaguarda.backup.completed.v2"));
  }

  @Test
  void anErrorClassOfANewerReleaseIsReadAsUnknown() {
    ((ObjectNode) data.get("failure")).put("errorClass", "SOLAR_FLARE");

    assertThat(decodedData().failure().errorClass()).isEqualTo(ErrorClass.UNKNOWN);
  }

  @Test
  void anyOtherUnknownWordIsMalformed() {
    data.put("kind", "TAPE");

    assertMalformed("the payload does not fit its type at kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "\"\"", "\"logical\""})
  void aWordIsNeitherItsNumberNorNearlyItself(String kind) throws Exception {
    data.set("kind", Published.JSON.readTree(kind));

    assertMalformed("the payload does not fit its type at kind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_subject",
        "ce_time",
        "content-type"
      })
  void aRecordWithoutAHeaderIsMalformed(String header) {
    headers.remove(header);
    assertMalformed("no header " + header);

    headers.put(header, " ");
    assertMalformed("no header " + header);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion, 0.3, ce_specversion is not 1.0",
    "ce_id, 1234, ce_id is not a UUID",
    "ce_source, a b, ce_source is not a URI reference",
    "ce_time, yesterday, ce_time is not an RFC 3339 instant",
    "ce_time, 1763604252, ce_time is not an RFC 3339 instant",
    "ce_subject, otherdb, ce_subject is not the payload's sourceId",
    "content-type, text/plain, content-type is not application/json"
  })
  void aHeaderThatIsNotWhatItMustBeIsMalformed(String header, String value, String reason) {
    headers.put(header, value);

    assertMalformed(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
  void otherWaysToSayJsonAreUnderstood(String contentType) {
    headers.put(EventCodec.CONTENT_TYPE, contentType);

    assertThat(decode()).isInstanceOf(DecodeResult.Decoded.class);
  }

  @Test
  void timesWithAnOffsetAreUnderstood() {
    headers.put(EventCodec.TIME, "2025-11-19T23:04:12.345-03:00");
    data.put("failedAt", "2025-11-19T23:00:31-03:00");

    assertThat(decodedData().failedAt()).isEqualTo("2025-11-20T02:00:31Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "7", "\"text\"", "{} {}", "not json"})
  void aPayloadThatIsNoObjectOfItsTypeIsMalformed(String body) {
    assertThat(codec.decode(headers, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void aValidPayloadWithAnythingAfterItIsMalformed() {
    byte[] body = (data + " {}").getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(headers, body)).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void aFieldThatComesTwiceIsMalformed() {
    byte[] body =
        data.toString()
            .replaceFirst("\\{", "{\"plan\":\"other\",")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(codec.decode(headers, body)).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void noPayloadIsMalformed() {
    assertThat(codec.decode(headers, null)).isEqualTo(new DecodeResult.Malformed("no payload"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "errorClass", "message", "nextStep", "logTail"})
  void aFailureWithoutAFieldIsMalformed(String field) {
    ((ObjectNode) data.get("failure")).remove(field);

    assertMalformed("the payload does not fit its type at failure: " + field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "\"1\"", "null", "99999999999"})
  void aNumberThatIsNotOneIsMalformed(String attempt) throws Exception {
    data.set("attempt", Published.JSON.readTree(attempt));

    assertThat(decode()).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void aMalformedSourceIdIsMalformed() {
    data.put("sourceId", "../etc");
    headers.put(EventCodec.SUBJECT, "../etc");

    assertThat(decode()).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void theReasonDoesNotQuoteThePayload() {
    data.put("startedAt", "hunter2");

    assertThat(decode().toString()).contains("startedAt").doesNotContain("hunter2");
  }

  @Test
  void aPayloadOf64KibibytesIsAcceptedAndOneByteMoreIsNot() {
    int room = EventCodec.MAX_BODY_BYTES - data.toString().length() - ",\"x\":\"\"".length();
    data.put("x", "a".repeat(room));
    assertThat(data.toString()).hasSize(EventCodec.MAX_BODY_BYTES);
    assertThat(decode()).isInstanceOf(DecodeResult.Decoded.class);

    data.put("x", "a".repeat(room + 1));
    assertMalformed("the payload has 65537 bytes; at most 65536 are accepted");
  }

  @Test
  void aPayloadOfMoreThan64KibibytesIsNotEncoded() {
    BackupCancelled event =
        new BackupCancelled(
            UUID.randomUUID(),
            "testdb",
            BackupKind.LOGICAL,
            "p".repeat(EventCodec.MAX_BODY_BYTES),
            "dba",
            "ops",
            Instant.EPOCH);

    assertThatThrownBy(() -> codec.encode(new EventFactory("backup-service").of(event)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 65536");
  }

  private DecodeResult decode() {
    return codec.decode(headers, bytes(data));
  }

  private BackupFailed decodedData() {
    return (BackupFailed) ((DecodeResult.Decoded) decode()).envelope().data();
  }

  private void assertMalformed(String reason) {
    assertThat(decode()).isEqualTo(new DecodeResult.Malformed(reason));
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
