package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that asks the services has: where they are, --json, and where to print. */
abstract class ClientCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "print the services' JSON, for programs")
  boolean json;

  private Suite suite;

  final Suite suite() {
    if (suite == null) {
      suite = new Suite(Salva.environment());
    }
    return suite;
  }

  final Rest rest() {
    return new Rest(suite());
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Pretty JSON, as it came. */
  final int printJson(JsonNode node) {
    try {
      out().println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node));
      return ExitCode.DONE;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fields of one thing, one a line. */
  final void printFields(JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String shown = value.isContainerNode() ? value.toString() : Cells.text(value);
              out().printf("%-20s %s%n", field.getKey(), Cells.clean(shown));
            });
  }
}
