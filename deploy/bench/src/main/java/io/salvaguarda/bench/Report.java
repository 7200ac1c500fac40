package io.salvaguarda.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.bench.ThirtyDays.Change;
import io.salvaguarda.bench.ThirtyDays.Growth;
import io.salvaguarda.local.stack.ServiceInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tables for people, every figure for programs, plots for both. */
public final class Report {

  private static final double MIB = 1 << 20;

  private final Path folder;
  private final ObjectMapper json = new ObjectMapper();

  public Report(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void mainJob(Samples samples, long plainBytes, List<ServiceInstance> services)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# Backup and restore, side by side%n%n".formatted());
    text.append(
        "Medians of %d rounds, all tools in turn in each round; a dump of %.0f MiB; S3 over TLS on the same %d cores. Verification is measured in the first round only and is stopped then.%n%n"
            .formatted(
                samples.all().values().iterator().next().size(),
                plainBytes / MIB,
                Runtime.getRuntime().availableProcessors()));
    text.append(
        "| work | wall s | MiB/s | CPU s (whole machine) | stored MiB | peak MiB | of %s | of the floor |%n"
            .formatted(MainJob.GZIP));
    text.append("|---|---|---|---|---|---|---|---|%n".formatted());
    samples.all().keySet().forEach(name -> text.append(row(samples, name, plainBytes)));
    text.append("%n%s".formatted(ratios(samples)));
    text.append("%n| service | resident MiB now | ready after s |%n|---|---|---|%n".formatted());
    services.stream()
        .filter(service -> service.process().isAlive())
        .forEach(service -> text.append(row(service)));
    write("main-job", text.toString(), samples.all());
    Files.writeString(folder.resolve("main-job.svg"), Plot.bars("seconds (median)", samples));
  }

  private static String row(Samples samples, String name, long plainBytes) {
    double seconds = samples.seconds(name);
    return "| %s | %.2f | %.0f | %.1f | %s | %s | %.2f | %.2f |%n"
        .formatted(
            name.replace("|", "\\|"), // it ends a cell
            seconds,
            plainBytes / MIB / seconds,
            samples.median(name, Measured::cpuSeconds),
            orNothing(samples.median(name, Measured::storedBytes) / MIB),
            orNothing(samples.median(name, Measured::peakMebibytes)),
            seconds / samples.seconds(MainJob.GZIP),
            seconds / samples.seconds(MainJob.FLOOR));
  }

  private static String orNothing(double figure) {
    return figure == 0 ? "" : "%.0f".formatted(figure);
  }

  private static String row(ServiceInstance service) {
    return "| %s | %d | %.1f |%n"
        .formatted(
            service.service().id(),
            service.process().residentBytes() >> 20,
            service.process().readyAfter().toMillis() / 1e3);
  }

  /** What the project wants to reach, and how far it is. */
  private static String ratios(Samples samples) {
    String yardstick = samples.has(MainJob.UPLOADED) ? MainJob.UPLOADED : MainJob.GZIP;
    return """
        - first backup / %1$s: %2$.2f (goal 0.45)
        - second backup / %1$s: %3$.2f (goal 0.30)
        - second backup / floor: %4$.2f (goal 1.25)
        - restore / pg_restore: %5$.2f (goal 1.05)
        """
        .formatted(
            yardstick,
            samples.seconds(MainJob.FIRST) / samples.seconds(yardstick),
            samples.seconds(MainJob.SECOND) / samples.seconds(yardstick),
            samples.seconds(MainJob.SECOND) / samples.seconds(MainJob.FLOOR),
            samples.seconds(MainJob.RESTORE) / samples.seconds(MainJob.PG_RESTORE));
  }

  void days(Map<Change, Growth> growth, int days) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("# %d days of one per cent change a day%n%n".formatted(days));
    text.append("One backup a day, all of them kept. Stored in all, MiB.%n%n".formatted());
    text.append(
        "| changed rows | pg_dump -Fc, day 0 | pg_dump -Fc, all | salvaguarda, day 0 | salvaguarda, all | all / one pg_dump -Fc |%n"
            .formatted());
    text.append("|---|---|---|---|---|---|%n".formatted());
    growth.forEach(
        (change, bytes) ->
            text.append(
                "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |%n"
                    .formatted(
                        change,
                        bytes.pgDump().getFirst() / MIB,
                        bytes.pgDump().getLast() / MIB,
                        bytes.salvaguarda().getFirst() / MIB,
                        bytes.salvaguarda().getLast() / MIB,
                        bytes.ratio())));
    text.append(
        "%nRECENT: 70 %% of the changed rows are new, 30 %% are the newest ones. SCATTERED: any row.%n"
            .formatted());
    write("thirty-days", text.toString(), growth);
    Files.writeString(folder.resolve("thirty-days.svg"), Plot.lines("stored MiB", growth));
  }

  void memory(List<Memory.Run> runs) throws IOException {
    StringBuilder text =
        new StringBuilder("# Memory of backup-service by size of the dump%n%n".formatted());
    text.append(
        "| dump MiB | wall s | MiB/s | peak resident MiB |%n|---|---|---|---|%n".formatted());
    for (Memory.Run run : runs) {
      double mebibytes = run.plainBytes() / MIB;
      text.append(
          "| %.0f | %.1f | %.0f | %d |%n"
              .formatted(
                  mebibytes,
                  run.cost().seconds(),
                  mebibytes / run.cost().seconds(),
                  run.cost().peakMebibytes()));
    }
    write("memory", text.toString(), runs);
  }

  public void write(String name, String text, Object figures) throws IOException {
    System.out.print("\n" + text);
    Files.writeString(folder.resolve(name + ".md"), text);
    Files.writeString(
        folder.resolve(name + ".json"),
        json.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
  }
}
