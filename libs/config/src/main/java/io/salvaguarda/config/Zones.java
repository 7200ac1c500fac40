package io.salvaguarda.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads time zones. */
final class Zones {
  private static final String REMEDY = "Try \"UTC\" or \"America/Sao_Paulo\".";

  private Zones() {}

  static ZoneId parse(String text) throws Refused {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new Refused(
          "is not a time zone", Nearest.remedyOr(text, ZoneId.getAvailableZoneIds(), REMEDY));
    }
  }
}
