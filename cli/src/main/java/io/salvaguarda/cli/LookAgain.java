package io.salvaguarda.cli;

import java.io.PrintWriter;

/** While it is open, Ctrl-C tells how to look again before the process ends. */
final class LookAgain implements AutoCloseable {
  private final Thread farewell;

  LookAgain(PrintWriter err, String text) {
    farewell =
        new Thread(
            () -> {
              err.println();
              err.println("salva: " + text);
              err.flush();
            });
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // the process is ending: the farewell is being said
    }
  }
}
