package io.salvaguarda.bench;

import java.nio.file.Path;
import java.util.List;

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
    GivenOptions given = new GivenOptions(KNOWN, arguments);
    return new Options(
        given.number("--data-mib", 2000, 0),
        given.number("--rounds", 5, 0),
        given.number("--days", 30, 0),
        given.number("--days-data-mib", 300, 0),
        given.number("--big-gib", 20, 0),
        given.out());
  }
}
