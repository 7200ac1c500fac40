package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  static Stream<String> types() {
    return Published.types();
  }

  @Test
  void everyTypeHasASchemaAndNoSchemaIsWithoutAType() {
    assertThat(Published.typesIn("schemas")).isEqualTo(EventTypes.names());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaIsNamedAsEventsNameIt(String type) {
    JsonNode schema = Published.schema(type);

    assertThat(schema.path("$id").asText()).isEqualTo(EventCodec.schemaUri(type));
    assertThat(schema.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(schema.path("title").asText())
        .isEqualTo(EventTypes.forName(type).orElseThrow().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaSaysWhatTheCodeSays(String type) {
    Shape code = Shape.ofRecord(EventTypes.forName(type).orElseThrow());

    assertThat(Shape.ofSchema(Published.schema(type)).fields()).isEqualTo(code.fields());
  }

  @Test
  void theSchemaListsTheErrorClassesThatTheCodeKnows() {
    JsonNode schema = Published.schema("io.salvaguarda.backup.failed.v1");

    assertThat(schema.at("/$defs/ErrorClass/examples"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(Stream.of(ErrorClass.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theGoldenPayloadFitsTheSchema(String type) {
    assertThat(complaints(type, Published.golden(type).get("data"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void schemaAndCodecAgreeOnEveryFieldThatIsLeftOut(String type) {
    Map<String, String> fields = Shape.ofSchema(Published.schema(type)).fields();
    JsonNode golden = Published.golden(type);

    for (String field : names(golden.get("data"))) {
      ObjectNode without = golden.get("data").deepCopy();
      without.remove(field);

      boolean required = fields.get(field).endsWith("required");
      assertThat(complaints(type, without).isEmpty()).as(field).isEqualTo(!required);
      assertThat(decode(golden, without) instanceof DecodeResult.Decoded)
          .as(field)
          .isEqualTo(!required);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void schemaAndCodecRefuseEveryFieldOfAnotherType(String type) {
    JsonNode golden = Published.golden(type);

    for (String field : names(golden.get("data"))) {
      for (JsonNode wrong :
          new JsonNode[] {wrongType(golden.get("data").get(field)), Published.JSON.nullNode()}) {
        ObjectNode changed = golden.get("data").deepCopy();
        changed.set(field, wrong);
        boolean absent = wrong.isNull() && isOptional(type, field);

        assertThat(complaints(type, changed)).as(field + " as " + wrong).isNotEmpty();
        // a foreign producer that writes null for "absent" is understood all the same
        assertThat(decode(golden, changed) instanceof DecodeResult.Decoded)
            .as(field + " as " + wrong)
            .isEqualTo(absent);
      }
    }
  }

  private static JsonNode wrongType(JsonNode value) {
    return value.isTextual()
        ? Published.JSON.getNodeFactory().numberNode(7)
        : Published.JSON.getNodeFactory().textNode("7");
  }

  private static boolean isOptional(String type, String field) {
    return Shape.ofSchema(Published.schema(type)).fields().get(field).endsWith("optional");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<ValidationMessage> complaints(String type, JsonNode data) {
    JsonSchema schema = SCHEMAS.getSchema(Published.schema(type));
    return schema.validate(
        data.toString(),
        InputFormat.JSON,
        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static DecodeResult decode(JsonNode golden, JsonNode data) {
    Map<String, String> headers = GoldenFileTest.headers(golden);
    return new EventCodec().decode(headers, data.toString().getBytes(StandardCharsets.UTF_8));
  }
}
