package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;

/** One thing, a field a line; what is nested is indented. */
final class Fields {
  private static final int NAMES = 20;

  private final PrintWriter out;
  private final Terminal terminal;

  Fields(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Fields that are null or empty are left out. */
  void print(JsonNode thing) {
    print(thing, "");
  }

  private void print(JsonNode thing, String indent) {
    thing.properties().stream()
        .filter(field -> !field.getValue().isNull() && !isEmpty(field.getValue()))
        .forEach(field -> print(field.getKey(), field.getValue(), indent));
  }

  private void print(String name, JsonNode value, String indent) {
    String label = indent + Cells.line(name);
    if (value.isValueNode()) {
      String space = " ".repeat(Math.max(1, NAMES + 1 - Width.of(label)));
      out.println(label + space + shown(name, value));
      return;
    }
    out.println(label);
    String inner = indent + "  ";
    if (value.isObject()) {
      print(value, inner);
      return;
    }
    for (JsonNode element : value) {
      if (element.isValueNode()) {
        out.println(inner + Cells.line(element.asText()));
      } else {
        out.println(inner + "-");
        print(element, inner + "  ");
      }
    }
  }

  /** Names tell units: see the shared shapes of REST. */
  private String shown(String name, JsonNode value) {
    if (name.endsWith("At")) {
      return Cells.time(value);
    }
    if (value.isNumber() && name.endsWith("Bytes")) {
      return Cells.bytes(value.asLong());
    }
    if (value.isNumber() && (name.endsWith("Millis") || name.equals("millis"))) {
      return Cells.duration(Duration.ofMillis(value.asLong()));
    }
    String text = Cells.line(value.asText());
    return terminal.colours() ? Tone.of(text).paint(text) : text;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
  }
}
