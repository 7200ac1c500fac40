package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Drills as RFC 4180 has it, with a line of names; a step that there was not is empty. */
final class DrillCsv {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "sourceId",
          "kind",
          "outcome",
          "backupId",
          "requestedBy",
          "startedAt",
          "endedAt",
          "recoveryMillis",
          "lossMillis",
          "reachedAt",
          "bytes",
          "walBytes");
  private static final List<String> STEPS =
      List.of("START", "CHECK", "RESTORE", "RECOVER", "COMPARE", "RENAME", "OPEN");

  private DrillCsv() {}

  static String of(JsonNode drills) {
    List<String> names =
        Stream.of(
                FIELDS, STEPS.stream().map(step -> step + "Millis").toList(), List.of("errorClass"))
            .flatMap(List::stream)
            .toList();
    return StreamSupport.stream(drills.spliterator(), false)
        .map(DrillCsv::line)
        .collect(Collectors.joining(Csv.END, String.join(",", names) + Csv.END, ""));
  }

  private static String line(JsonNode drill) {
    return Csv.line(
        Stream.of(
                FIELDS.stream().map(drill::path),
                STEPS.stream().map(step -> took(drill, step)),
                Stream.of(drill.at("/failure/errorClass")))
            .flatMap(values -> values));
  }

  private static JsonNode took(JsonNode drill, String step) {
    return StreamSupport.stream(drill.path("steps").spliterator(), false)
        .filter(each -> each.path("name").asText().equals(step))
        .findFirst()
        .map(each -> each.path("millis"))
        .orElse(MissingNode.getInstance());
  }
}
