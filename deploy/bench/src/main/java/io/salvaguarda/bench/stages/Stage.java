package io.salvaguarda.bench.stages;

import java.util.Locale;

/**
 * What one stage got through on one core.
 *
 * @param mebibytes plain MiB per second
 * @param error half the width of the 99.9 % confidence interval, in the same unit; not a number
 *     where there were too few iterations to tell
 */
record Stage(String stage, String data, double mebibytes, double error) {

  String row() {
    String spread = Double.isNaN(error) ? "" : "%.0f".formatted(error);
    return "| %s | %s | %.0f | %s |%n"
        .formatted(stage, data.toLowerCase(Locale.ROOT), mebibytes, spread);
  }
}
