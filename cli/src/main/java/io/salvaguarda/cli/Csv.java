package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines as RFC 4180 has them. */
final class Csv {
  static final String END = "\r\n";

  private Csv() {}

  /** A line of names, and one for each of the things: its fields of these names. */
  static String of(JsonNode things, List<String> fields) {
    return Stream.concat(
            Stream.of(String.join(",", fields)),
            things.valueStream().map(thing -> line(fields.stream().map(thing::path))))
        .collect(Collectors.joining(END));
  }

  /** What is null or missing is empty. */
  static String line(Stream<JsonNode> values) {
    return values.map(Csv::cell).collect(Collectors.joining(","));
  }

  private static String cell(JsonNode value) {
    String text = value.isMissingNode() || value.isNull() ? "" : Cells.line(value.asText());
    return text.matches("[^\",]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
