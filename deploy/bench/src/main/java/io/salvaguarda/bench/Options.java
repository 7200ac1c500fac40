package io.salvaguarda.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to measure.
 *
 * @param dataMebibytes about how big the database is
 * @param rounds of all tools in turn; 0 leaves that part out
 * @param days to simulate, for each kind of change; 0 leaves that part out
 * @param daysMebibytes about how big the database is that lives through those days
 * @param bigGib size of the big dump whose memory is compared with that of a tenth of it; 0 leaves
 *     that part out
 * @param out the folder that gets the report
 */
record Options(int dataMebibytes, int rounds, int days, int daysMebibytes, int bigGib, Path out) {

  private static final List<String> KNOWN =
      List.of("--data-mib", "--rounds", "--days", "--days-data-mib", "--big-gib", "--out");

  /**
   * From {@code --name value} pairs.
   *
   * @throws IllegalArgumentException naming the option that is unknown or lacks a good value
   */
  static Options parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i])) {
        throw new IllegalArgumentException(
            "unknown option " + arguments[i] + "; there are " + String.join(", ", KNOWN));
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    return new Options(
        number(given, "--data-mib", 2000),
        number(given, "--rounds", 5),
        number(given, "--days", 30),
        number(given, "--days-data-mib", 300),
        number(given, "--big-gib", 20),
        Path.of(given.getOrDefault("--out", "docs/benchmarks")));
  }

  private static int number(Map<String, String> given, String name, int usual) {
    String value = given.getOrDefault(name, String.valueOf(usual));
    if (!value.matches("\\d{1,7}")) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be a whole number");
    }
    return Integer.parseInt(value);
  }
}
