package io.salvaguarda.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What watches the output.
 *
 * @param columns of the terminal, wherever output is shown on one
 * @param shown is standard output on a terminal? If not, nothing is cut
 * @param colours may standard output be coloured?
 * @param live may lines on standard error be overwritten?
 */
record Terminal(int columns, boolean shown, boolean colours, boolean live) {
  private static final int USUAL_COLUMNS = 80;

  /** Files or pipes. */
  static final Terminal NONE = new Terminal(USUAL_COLUMNS, false, false, false);

  /** This process's; NO_COLOR and TERM=dumb take the colours. */
  static Terminal of(Map<String, String> environment) {
    boolean smart = !"dumb".equals(environment.get("TERM"));
    boolean shown = isTerminal(1);
    boolean live = isTerminal(2) && smart;
    return shown || live
        ? new Terminal(
            columns(environment),
            shown,
            shown && smart && environment.getOrDefault("NO_COLOR", "").isEmpty(),
            live)
        : NONE;
  }

  /** System.console() looks at standard input, and Java 21 cannot ask about one stream. */
  static boolean isTerminal(int descriptor) {
    try {
      Path stream = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return stream.startsWith("/dev/pts") || stream.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static int columns(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("COLUMNS"))
        .or(Terminal::sttySize)
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::parseInt)
        .orElse(USUAL_COLUMNS);
  }

  /** Shells rarely export COLUMNS; the terminal itself always knows: "rows columns". */
  private static Optional<String> sttySize() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Optional.of(size.strip().replaceFirst("^\\d+ ", ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
