package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.GivenOptions;
import java.nio.file.Path;
import java.util.List;
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
    GivenOptions given = new GivenOptions(KNOWN, arguments);
    return new PhysicalOptions(
        given.number("--data-mib", 3000, 1),
        given.number("--rounds", 3, 1),
        given.number("--segments", 200, 1),
        given.out(),
        given.text("--jfr").map(Path::of));
  }
}
