package io.salvaguarda.config;

/** Reads {@code reports}. */
final class ReportsReader {
  private ReportsReader() {}

  static ReportRules read(YamlValue value) {
    YamlMap map = value.map("verification", "drills", "timezone");
    return new ReportRules(
        PlanReader.scheduleOrNever(map, "verification", ReportRules.DEFAULT.verification()),
        PlanReader.scheduleOrNever(map, "drills", ReportRules.DEFAULT.drills()),
        PlanReader.timezone(map));
  }
}
