package io.salvaguarda.notifier.report.page;

import io.salvaguarda.notifier.letter.Wording;
import java.text.NumberFormat;
import java.util.function.DoubleFunction;

/**
 * How the values of a plot are written beside it.
 *
 * @param unit what a value is divided by before it is drawn, so that ticks fall on round numbers
 * @param written a value that was divided
 */
record Axis(double unit, DoubleFunction<String> written) {

  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;

  /** In the largest unit of which the largest value has one. */
  static Axis bytes(double largest, Wording words) {
    int power = 0;
    double unit = 1;
    while (largest / unit >= 1024 && power < BYTES.length - 1) {
      unit *= 1024;
      power++;
    }
    String name = BYTES[power];
    return new Axis(unit, value -> number(value, words) + " " + name);
  }

  /** Of seconds. */
  static Axis duration(double longest, Wording words) {
    if (longest >= 2 * HOUR) {
      return new Axis(HOUR, value -> number(value, words) + " h");
    }
    return longest >= 2 * MINUTE
        ? new Axis(MINUTE, value -> number(value, words) + " min")
        : new Axis(1, value -> number(value, words) + " s");
  }

  /** Of numbers from 0 to 100. */
  static Axis percent(Wording words) {
    return new Axis(1, value -> value > 100 ? "" : words.say("unit.percent", number(value, words)));
  }

  private static String number(double value, Wording words) {
    NumberFormat format = NumberFormat.getNumberInstance(words.locale());
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }
}
