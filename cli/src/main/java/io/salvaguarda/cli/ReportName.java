package io.salvaguarda.cli;

import java.util.Locale;

/** The reports that there are, as people write them. */
enum ReportName {
  VERIFICATION,
  DRILLS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
