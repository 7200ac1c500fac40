package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A golden file is a whole record as it was once sent: it must be read and written so for ever. */
class GoldenFileTest {
  private final EventCodec codec = new EventCodec();

  static Stream<String> types() {
    return Published.types();
  }

  static Map<String, String> headers(JsonNode golden) {
    Map<String, String> headers = new HashMap<>();
    golden.get("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    return headers;
  }

  @Test
  void everyTypeHasAGoldenFileAndNoGoldenFileIsWithoutAType() {
    assertThat(Published.typesIn("golden")).isEqualTo(EventTypes.names());
  }

  @ParameterizedTest
  @MethodSource("types")
  void aGoldenRecordIsDecodedAndEncodedToItself(String name) throws IOException {
    JsonNode golden = Published.golden(name);

    DecodeResult result =
        codec.decode(
            headers(golden), golden.get("data").toString().getBytes(StandardCharsets.UTF_8));

    assertThat(result).isInstanceOf(DecodeResult.Decoded.class);
    EncodedEvent again = codec.encode(((DecodeResult.Decoded) result).envelope());
    assertThat(again.topic()).isEqualTo(golden.get("topic").asText());
    assertThat(again.key()).isEqualTo(golden.get("key").asText());
    assertThat(again.headers()).isEqualTo(headers(golden));
    assertThat(Published.JSON.readTree(again.body())).isEqualTo(golden.get("data"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aGoldenFileShowsEveryFieldOfItsType(String name) {
    JsonNode data = Published.golden(name).get("data");

    assertThat(Shape.ofSchema(Published.schema(name)).fields().keySet())
        .filteredOn(path -> !path.contains(".") && !path.contains("["))
        .allSatisfy(field -> assertThat(data.has(field)).as(field).isTrue());
  }

  @Test
  void anAbsentOptionalFieldStaysAbsent() throws IOException {
    JsonNode golden = Published.golden("io.salvaguarda.restore.completed.v1");
    ObjectNode data = golden.get("data").deepCopy();
    data.remove("previousDatabase");

    DecodeResult result =
        codec.decode(headers(golden), data.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(result)
        .asInstanceOf(type(DecodeResult.Decoded.class))
        .satisfies(
            decoded ->
                assertThat(Published.JSON.readTree(codec.encode(decoded.envelope()).body()))
                    .isEqualTo(data));
  }
}
