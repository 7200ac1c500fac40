package io.salvaguarda.cli;

import java.io.PrintWriter;

/** One line that is overwritten, where a terminal shows it; nothing elsewhere. */
final class LiveLine {
  private final PrintWriter err;
  private final Terminal terminal;

  LiveLine(PrintWriter err, Terminal terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Cut to the terminal's width: what wraps could not be overwritten. */
  void show(String text) {
    if (terminal.live()) {
      err.print("\r\u001b[K" + Width.cut(text, terminal.columns() - 1));
      err.flush();
    }
  }

  void clear() {
    show("");
  }
}
