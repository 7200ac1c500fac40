package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frozen files say what was promised to subscribers. A change that breaks the promise needs a
 * new version of the type; a new optional field is added to the frozen file.
 */
class BreakingChangeTest {
  private static final String TYPE = "io.salvaguarda.verification.failed.v1";

  static Stream<String> types() {
    return Published.types();
  }

  @Test
  void everyTypeIsFrozenAndNoFrozenTypeWasDropped() {
    assertThat(Published.typesIn("frozen")).isEqualTo(EventTypes.names());
  }

  @ParameterizedTest
  @MethodSource("types")
  void noTypeBreaksWhatWasPromised(String type) {
    Shape promised = Shape.ofFrozen(Published.frozen(type));
    Shape current = Shape.ofSchema(Published.schema(type));

    assertThat(promised.brokenBy(current)).isEmpty();
    assertThat(current.fields().keySet())
        .as("add new optional fields to frozen/%s.json", type)
        .isEqualTo(promised.fields().keySet());
  }

  @Test
  void removingAFieldBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ObjectNode) changed.get("properties")).remove("plan");

    assertThat(broken(changed)).containsExactly("plan was \"string, required\" and is gone");
  }

  @Test
  void removingANestedFieldBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ObjectNode) changed.at("/$defs/Finding/properties")).remove("actual");

    assertThat(broken(changed))
        .containsExactly("findings[].actual was \"string, optional\" and is gone");
  }

  @Test
  void retypingAFieldBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ObjectNode) changed.at("/properties/verificationId")).remove("format");

    assertThat(broken(changed))
        .containsExactly("verificationId was \"string uuid, required\" and is string, required");
  }

  @Test
  void aNewRequiredFieldBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ObjectNode) changed.get("properties")).putObject("colour").put("type", "string");
    ((ArrayNode) changed.get("required")).add("colour");

    assertThat(broken(changed)).containsExactly("colour is new and required");
  }

  @Test
  void aNewOptionalFieldDoesNotBreak() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ObjectNode) changed.get("properties")).putObject("colour").put("type", "string");

    assertThat(broken(changed)).isEmpty();
  }

  @Test
  void makingARequiredFieldOptionalBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ArrayNode) changed.get("required")).remove(0);

    assertThat(broken(changed))
        .containsExactly(
            "verificationId was \"string uuid, required\" and is string uuid, optional");
  }

  @Test
  void aNewWordInAClosedListBreaks() {
    ObjectNode changed = Published.schema(TYPE).deepCopy();
    ((ArrayNode) changed.at("/$defs/BackupKind/enum")).add("TAPE");

    assertThat(broken(changed))
        .containsExactly(
            "kind was \"string LOGICAL|PHYSICAL|BUCKET, required\""
                + " and is string LOGICAL|PHYSICAL|BUCKET|TAPE, required");
  }

  private static List<String> broken(ObjectNode changed) {
    return Shape.ofFrozen(Published.frozen(TYPE)).brokenBy(Shape.ofSchema(changed));
  }
}
