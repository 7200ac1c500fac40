package io.salvaguarda.bench.stages;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long to measure.
 *
 * @param forks JVMs one after the other, since each compiles the code a little differently
 * @param iterations of a second in each, after as many to warm up
 * @param out the folder that gets the report
 */
record StagesOptions(int forks, int iterations, Path out) {

  private static final List<String> KNOWN = List.of("--forks", "--iterations", "--out");

  /**
   * From {@code --name value} pairs.
   *
   * @throws IllegalArgumentException naming the option that is unknown or lacks a good value
   */
  static StagesOptions parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i])) {
        throw new IllegalArgumentException(
            "unknown option " + arguments[i] + "; with --stages there are " + KNOWN);
      }
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value");
      }
      given.put(arguments[i], arguments[i + 1]);
    }
    return new StagesOptions(
        number(given, "--forks", 3),
        number(given, "--iterations", 5),
        Path.of(given.getOrDefault("--out", "docs/benchmarks")));
  }

  private static int number(Map<String, String> given, String name, int usual) {
    String value = given.getOrDefault(name, String.valueOf(usual));
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be a whole number");
    }
    return Integer.parseInt(value);
  }
}
