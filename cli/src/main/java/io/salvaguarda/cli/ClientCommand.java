package io.salvaguarda.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
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

  final int say(String line) {
    out().println(line);
    return ExitCode.DONE;
  }

  /** On several lines. */
  final int printJson(Object value) {
    return say(Json.pretty(value));
  }
}
