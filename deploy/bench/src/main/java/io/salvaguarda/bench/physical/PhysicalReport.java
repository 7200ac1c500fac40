package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.Measured;
import io.salvaguarda.bench.Report;
import io.salvaguarda.bench.Samples;
import java.io.IOException;
import java.util.Map;

/** One page with both tables, and every figure. */
record PhysicalReport(Report report) {

  private static final double MIB = 1 << 20;

  /**
   * @param bytes of the cluster
   */
  void write(Samples backups, long bytes, LogRounds log) throws IOException {
    StringBuilder text = new StringBuilder("# Whole clusters, side by side\n\n");
    text.append(
        "Medians of %d rounds, all tools in turn in each; a cluster of %.0f MiB; S3 over TLS on the same %d cores; zstd 1, encrypted, two processes."
            .formatted(
                backups.all().get(BackupRounds.FULL).size(),
                bytes / MIB,
                Runtime.getRuntime().availableProcessors()));
    text.append(
        " The services had backed up and restored %d times before. The changed rows of the 1 %% lie together; after each change there was a checkpoint.\n\n"
            .formatted(BackupRounds.WARM_UPS));
    text.append("| work | wall s | CPU s (whole machine) | stored MiB | peak MiB |\n");
    text.append("|---|---|---|---|---|\n");
    backups.all().keySet().forEach(name -> text.append(row(backups, name)));
    text.append('\n').append(ratios(backups));
    Samples segments = log.samples();
    text.append("\n## Archiving %d waiting segments\n\n".formatted(log.segments()));
    text.append(
        "Medians as above. The service had archived %d segments before.\n\n"
            .formatted(LogRounds.WARM_UP * log.segments()));
    text.append("| work | segments/s | CPU ms a segment (whole machine) | stored MiB |\n");
    text.append("|---|---|---|---|\n");
    segments.all().keySet().forEach(name -> text.append(row(segments, name, log.segments())));
    report.write(
        "physical", text.toString(), Map.of("backups", backups.all(), "log", segments.all()));
  }

  private static String row(Samples samples, String name) {
    return "| %s | %.2f | %.1f | %s | %s |\n"
        .formatted(
            name,
            samples.seconds(name),
            samples.median(name, Measured::cpuSeconds),
            orNothing(samples.median(name, Measured::storedBytes) / MIB),
            orNothing(samples.median(name, Measured::peakMebibytes)));
  }

  private static String row(Samples samples, String name, int segments) {
    return "| %s | %.1f | %.0f | %.0f |\n"
        .formatted(
            name,
            segments / samples.seconds(name),
            samples.median(name, Measured::cpuSeconds) * 1000 / segments,
            samples.median(name, Measured::storedBytes) / MIB);
  }

  private static String orNothing(double figure) {
    return figure == 0 ? "" : "%.1f".formatted(figure);
  }

  private static String ratios(Samples samples) {
    return """
        - first backup / pgBackRest full: %.2f (goal 1)
        - second / pgBackRest incremental: %.2f (goal 1), stored %.2f
        - the same after scattered changes: %.2f, stored %.2f
        - restore / pgBackRest's with recovery: %.2f (goal 1); its files alone: %.2f
        """
        .formatted(
            ratio(samples, BackupRounds.FIRST, BackupRounds.FULL),
            ratio(samples, BackupRounds.SECOND, BackupRounds.INCREMENTAL),
            stored(samples, BackupRounds.SECOND, BackupRounds.INCREMENTAL),
            ratio(samples, BackupRounds.SCATTERED_SECOND, BackupRounds.SCATTERED_INCREMENTAL),
            stored(samples, BackupRounds.SCATTERED_SECOND, BackupRounds.SCATTERED_INCREMENTAL),
            ratio(samples, BackupRounds.RESTORE, BackupRounds.FOREIGN_RESTORE),
            ratio(samples, BackupRounds.RESTORE, BackupRounds.FOREIGN_FILES));
  }

  private static double ratio(Samples samples, String ours, String theirs) {
    return samples.seconds(ours) / samples.seconds(theirs);
  }

  private static double stored(Samples samples, String ours, String theirs) {
    return samples.median(ours, Measured::storedBytes)
        / samples.median(theirs, Measured::storedBytes);
  }
}
