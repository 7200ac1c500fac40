package io.salvaguarda.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs commands as main would, with an environment and a terminal of their own. */
final class Commands {
  record Result(int exit, String out, String err) {}

  private final Map<String, String> environment = new HashMap<>();
  private Terminal terminal = Terminal.NONE;
  private Prompt prompt = Prompt.NOBODY;

  /** No suite is known. */
  Commands(Path home) {
    environment.put("SALVA_HOME", home.toString());
  }

  /** All services at one URL, with the token {@code the-token}. */
  Commands(Path home, String url) {
    this(home);
    environment.put("SALVA_TOKEN", "the-token");
    for (Service service : Service.values()) {
      environment.put(service.variable(), url);
    }
  }

  Commands with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Commands without(String variable) {
    environment.remove(variable);
    return this;
  }

  Commands on(Terminal other) {
    terminal = other;
    return this;
  }

  /** Someone types these, one after the other, when asked. */
  Commands typing(String... answers) {
    Iterator<String> typed = List.of(answers).iterator();
    prompt = question -> Optional.of(typed.next());
    return this;
  }

  Map<String, String> environment() {
    return environment;
  }

  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Salva.commandLine(environment, terminal, prompt);
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exit = line.execute(arguments);
    return new Result(exit, out.toString(), err.toString());
  }
}
