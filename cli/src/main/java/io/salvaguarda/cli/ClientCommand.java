package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: where the suite is, --json, and where to print. */
abstract class ClientCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "print JSON, for programs")
  boolean json;

  private Suite suite;
  private Rest rest;

  private Salva salva() {
    return (Salva) spec.root().userObject();
  }

  final Suite suite() {
    if (suite == null) {
      suite = new Suite(salva().suite, environment());
    }
    return suite;
  }

  final Rest rest() {
    if (rest == null) {
      rest = new Rest(suite());
    }
    return rest;
  }

  final Map<String, String> environment() {
    return salva().environment();
  }

  final Terminal terminal() {
    return salva().terminal();
  }

  final Prompt prompt() {
    return salva().prompt();
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final JobWait waitFor(Service service) {
    return new JobWait(rest(), service, err(), terminal());
  }

  /**
   * Waits for the job that a service has taken, unless it is not to.
   *
   * @param show shows the result of a job that succeeded, to people
   * @throws CliFailure why, when it did not succeed
   */
  final int follow(Service service, JsonNode accepted, WaitOptions wait, Consumer<JsonNode> show) {
    return follow(service, accepted, wait, show, result -> ExitCode.DONE);
  }

  /** As the other; with the exit code of a job that succeeded. */
  final int follow(
      Service service,
      JsonNode accepted,
      WaitOptions wait,
      Consumer<JsonNode> show,
      ToIntFunction<JsonNode> exitCode) {
    String id = JobWait.idOf(accepted, service);
    if (wait.noWait) {
      return json ? printJson(accepted) : say("job " + id);
    }
    JsonNode job = waitFor(service).until(id, wait.timeout);
    if (json) {
      printJson(job);
    }
    JsonNode result = JobWait.requireSuccess(job).path("result");
    if (!json) {
      show.accept(result);
    }
    return exitCode.applyAsInt(result);
  }

  final int say(String line) {
    out().println(line);
    return ExitCode.DONE;
  }

  /** On several lines. */
  final int printJson(Object value) {
    return say(Json.pretty(value));
  }
}
