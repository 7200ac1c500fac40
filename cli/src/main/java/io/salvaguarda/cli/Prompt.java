package io.salvaguarda.cli;

import java.io.Console;
import java.util.Optional;

/** Asks whoever sits at the terminal for what must not be seen. */
@FunctionalInterface
interface Prompt {

  /** Nobody is there. */
  Prompt NOBODY = question -> Optional.empty();

  /** What was typed, unseen; empty when nobody is there. */
  Optional<String> hidden(String question);

  /** This process's terminal, if standard input is one. */
  static Prompt ofProcess() {
    return question -> {
      Console console = Terminal.isTerminal(0) ? System.console() : null;
      char[] typed = console == null ? null : console.readPassword("%s", question);
      return typed == null ? Optional.empty() : Optional.of(new String(typed));
    };
  }
}
