package io.salvaguarda.local;

import io.salvaguarda.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * {@code --keep} uses what the folder holds from before, {@code --data-mib N} sizes the source
 * database, {@code --http} makes S3 plain HTTP. The folder is SALVA_HOME's.
 */
final class UpArguments {
  private static final int DATA_MEBIBYTES = 200;

  private UpArguments() {}

  static StackOptions parse(String[] arguments, Map<String, String> environment) {
    String home = environment.get("SALVA_HOME");
    if (home == null || home.isEmpty()) {
      throw new IllegalArgumentException("SALVA_HOME is not set: start me with ./salva up");
    }
    StackOptions options = StackOptions.in(Path.of(home)).withData(DATA_MEBIBYTES).withWal(true);
    Iterator<String> rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      options =
          switch (argument) {
            case "--keep" -> options.keeping(true);
            case "--http" -> options.withHttps(false);
            case "--data-mib" -> options.withData(mebibytes(rest));
            default ->
                throw new IllegalArgumentException(
                    "unknown option " + argument + "; known: --keep, --http, --data-mib N");
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
