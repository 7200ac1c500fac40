package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** asyncapi.yaml says what the code does, no more and no less. */
class AsyncApiTest {
  private static JsonNode api;

  static Stream<String> types() {
    return Published.types();
  }

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
      api = new ObjectMapper(new YAMLFactory()).readTree(in);
    }
  }

  @Test
  void itIsAsyncApi3() {
    assertThat(api.path("asyncapi").asText()).isEqualTo("3.0.0");
  }

  @Test
  void itsChannelsAreTheTopics() {
    assertThat(api.get("channels"))
        .extracting(channel -> channel.path("address").asText())
        .containsExactlyInAnyOrderElementsOf(Topics.ALL);
  }

  @Test
  void theSuiteIsSaidToPublishToEveryChannel() {
    Set<String> published = new HashSet<>();
    api.get("operations")
        .forEach(
            operation -> {
              assertThat(operation.path("action").asText()).isEqualTo("send");
              published.add(resolved(operation.get("channel")).path("address").asText());
            });

    assertThat(published).isEqualTo(Set.copyOf(Topics.ALL));
  }

  @Test
  void itsMessagesAreTheTypes() {
    assertThat(api.at("/components/messages"))
        .extracting(message -> message.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(EventTypes.names());
  }

  @Test
  void everyMessageIsOnTheTopicThatTheCodecSendsItTo() {
    Map<String, String> topicOfType = new HashMap<>();
    api.get("channels")
        .forEach(
            channel ->
                channel
                    .get("messages")
                    .forEach(
                        message ->
                            topicOfType.put(
                                resolved(message).path("name").asText(),
                                channel.path("address").asText())));

    assertThat(topicOfType.keySet()).isEqualTo(EventTypes.names());
    topicOfType.forEach((type, topic) -> assertThat(topic).as(type).isEqualTo(topicInCode(type)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyMessageNamesItsSchemaAndTheCommonHeaders(String type) {
    JsonNode message =
        api.at("/components/messages/" + EventTypes.forName(type).orElseThrow().getSimpleName());

    String schema = message.at("/payload/schema/$ref").asText();
    assertThat(schema).isEqualTo("./schemas/" + type + ".json");
    assertThat(message.path("contentType").asText()).isEqualTo("application/json");
    assertThat(resolved(message.at("/traits/0")).at("/headers/$ref").asText())
        .isEqualTo("#/components/schemas/CloudEventHeaders");
  }

  @ParameterizedTest
  @MethodSource("types")
  void theHeadersThatItPromisesAreThoseThatAreSent(String type) {
    JsonNode headers = api.at("/components/schemas/CloudEventHeaders");
    EncodedEvent sent = new EventCodec().encode(decoded(type));

    assertThat(headers.get("required"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(sent.headers().keySet());
    sent.headers()
        .forEach(
            (name, value) ->
                assertThat(headers.at("/properties/" + name + "/const").asText(value))
                    .as(name)
                    .isEqualTo(value));
  }

  private static String topicInCode(String type) {
    return Topics.of(decoded(type).data());
  }

  private static EventEnvelope<?> decoded(String type) {
    JsonNode golden = Published.golden(type);
    byte[] body = golden.get("data").toString().getBytes(StandardCharsets.UTF_8);
    DecodeResult result = new EventCodec().decode(GoldenFileTest.headers(golden), body);
    return ((DecodeResult.Decoded) result).envelope();
  }

  private static JsonNode resolved(JsonNode reference) {
    return api.at(reference.path("$ref").asText().substring(1));
  }
}
