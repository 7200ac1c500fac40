package io.salvaguarda.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as people write them: {@code 500GB}, {@code 2TB}, {@code 1.5TiB}. */
final class Sizes {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)\\s*([KMGTP]i?B)");
  private static final Map<Character, Integer> POWERS =
      Map.of('K', 1, 'M', 2, 'G', 3, 'T', 4, 'P', 5);

  private Sizes() {}

  /** In bytes. As the disks' makers count, TB is a power of 1000; TiB is one of 1024. */
  static long parse(String text) throws Refused {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new Refused("is not a size", "Try \"500GB\" or \"2TB\".");
    }
    String unit = written.group(2);
    BigDecimal base = BigDecimal.valueOf(unit.length() == 3 ? 1024 : 1000);
    BigDecimal bytes =
        new BigDecimal(written.group(1)).multiply(base.pow(POWERS.get(unit.charAt(0))));
    if (bytes.signum() == 0) {
      throw new Refused("is no size at all", "Try \"500GB\".");
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new Refused("is more than can be counted", "Try \"500TB\".");
    }
    return bytes.longValue();
  }
}
