package io.salvaguarda.bench.stages;

import io.salvaguarda.bench.GivenOptions;
import java.nio.file.Path;
import java.util.List;

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
    GivenOptions given = new GivenOptions(KNOWN, arguments);
    return new StagesOptions(
        given.number("--forks", 3, 1), given.number("--iterations", 5, 1), given.out());
  }
}
