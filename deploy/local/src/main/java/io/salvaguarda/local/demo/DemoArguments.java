package io.salvaguarda.local.demo;

import io.salvaguarda.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code --data-mib N} sizes the database, {@code --http} makes S3 plain HTTP. */
final class DemoArguments {
  private static final int DATA_MEBIBYTES = 200;

  private DemoArguments() {}

  /**
   * What to start. The folder is SALVA_HOME's.
   *
   * @throws IllegalArgumentException for what it does not know; the message is for a person
   */
  static StackOptions parse(String[] arguments, Map<String, String> environment) {
    String home = environment.get("SALVA_HOME");
    if (home == null || home.isEmpty()) {
      throw new IllegalArgumentException("SALVA_HOME is not set: start me with ./salva demo");
    }
    StackOptions options = StackOptions.in(Path.of(home)).withData(DATA_MEBIBYTES);
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      options =
          switch (argument) {
            case "--http" -> options.withHttps(false);
            case "--data-mib" -> options.withData(mebibytes(rest));
            default ->
                throw new IllegalArgumentException(
                    "unknown option " + argument + "; known: --data-mib N, --http");
          };
    }
    return options;
  }

  private static int mebibytes(Iterator<String> rest) {
    String text = rest.hasNext() ? rest.next() : "";
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException("--data-mib wants a number of mebibytes");
    }
    return Integer.parseInt(text);
  }
}
