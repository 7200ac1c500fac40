package io.salvaguarda.bench.physical;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param dataMebibytes about how big the cluster is
 * @param rounds of all tools in turn, for backups and for write-ahead log each
 * @param segments of write-ahead log that are archived at a time
 * @param out the folder that gets the report
 * @param jfr a folder that is there, for recordings of what the services do
 */
record PhysicalOptions(int dataMebibytes, int rounds, int segments, Path out, Optional<Path> jfr) {

  private static final List<String> KNOWN =
      List.of("--data-mib", "--rounds", "--segments", "--out", "--jfr");

  /**
   * From {@code --name value} pairs.
   *
   * @throws IllegalArgumentException naming the option that is unknown or lacks a good value
   */
  static PhysicalOptions parse(String... arguments) {
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
    return new PhysicalOptions(
        number(given, "--data-mib", 3000),
        number(given, "--rounds", 3),
        number(given, "--segments", 200),
        Path.of(given.getOrDefault("--out", "docs/benchmarks")),
        Optional.ofNullable(given.get("--jfr")).map(Path::of));
  }

  private static int number(Map<String, String> given, String name, int usual) {
    String value = given.getOrDefault(name, String.valueOf(usual));
    if (!value.matches("[1-9]\\d{0,5}")) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be a whole number from 1");
    }
    return Integer.parseInt(value);
  }
}
