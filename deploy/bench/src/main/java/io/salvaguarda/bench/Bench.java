package io.salvaguarda.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.SourceDatabase;
import io.salvaguarda.local.stack.StackOptions;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * {@code ./salva bench [--data-mib N] [--rounds N] [--out FOLDER]}: pg_dump and the suite in turn
 * on the same database, S3 over TLS on the same machine; medians of all rounds.
 */
public final class Bench {

  private static final String FIRST = "salvaguarda, first backup (all chunks new)";
  private static final String SECOND = "salvaguarda, second backup (nothing changed)";
  private static final String VERIFIED = "from backup.completed to verified at CONTENT";
  private static final String GZIP = "pg_dump -Fc > file";
  private static final String FLOOR = "pg_dump -Fc -Z0 > /dev/null";

  private final LocalStack stack;
  private final SuiteClient suite;
  private final PgDump pgDump;
  private final Samples seconds = new Samples();
  private long plainBytes;
  private long storedBytes;

  private Bench(LocalStack stack) {
    this.stack = stack;
    this.suite = new SuiteClient(stack);
    this.pgDump = new PgDump(stack.sourceDatabase().reader());
  }

  /** Exits 0 when all was measured, whatever the figures say. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = Options.parse(arguments, "--data-mib", "--rounds", "--out");
    int mebibytes = Integer.parseInt(options.getOrDefault("--data-mib", "1000"));
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
    Path out = Path.of(options.getOrDefault("--out", "deploy/bench/target"));
    Path home = Files.createTempDirectory("salvaguarda-bench-");
    Files.setPosixFilePermissions(
        home, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
    System.out.println("starting the suite with a database of about " + mebibytes + " MiB ...");
    try (LocalStack stack =
        LocalStack.start(
            StackOptions.in(home.resolve("stack")).withData(mebibytes).withHttps(true))) {
      Bench bench = new Bench(stack);
      bench.warmUp();
      for (int round = 1; round <= rounds; round++) {
        System.out.println("round " + round + " of " + rounds);
        bench.round(home);
      }
      bench.report(out);
    } finally {
      JobFolder.wipe(home);
    }
  }

  /** The figures are those of a service that has run once before. */
  private void warmUp() throws IOException, InterruptedException {
    suite.verified(backup("warm-up", new Samples()));
    forgetChunks();
  }

  private void round(Path scratch) throws IOException, InterruptedException {
    Path file = scratch.resolve("dump");
    seconds.add(GZIP, pgDump.seconds(file, "-Fc"));
    Files.delete(file);
    seconds.add(FLOOR, pgDump.seconds(Path.of("/dev/null"), "-Fc", "-Z0"));
    timeToVerified(backup(FIRST, seconds));
    timeToVerified(backup(SECOND, seconds));
    forgetChunks();
  }

  private String backup(String series, Samples samples) throws IOException, InterruptedException {
    JsonNode job = suite.backup(SourceDatabase.NAME);
    Instant started = Instant.parse(job.get("startedAt").asText());
    Instant finished = Instant.parse(job.get("finishedAt").asText());
    samples.add(series, Duration.between(started, finished).toMillis() / 1e3);
    plainBytes = job.at("/result/plainBytes").asLong();
    storedBytes = job.at("/result/storedBytes").asLong();
    return job.at("/result/backupId").asText();
  }

  private void timeToVerified(String backupId) throws IOException, InterruptedException {
    Instant completed = Instant.now();
    suite.verified(backupId);
    seconds.add(VERIFIED, Duration.between(completed, Instant.now()).toMillis() / 1e3);
  }

  /** So that each round's first backup has everything to store. */
  private void forgetChunks() throws IOException {
    Path chunks = stack.s3().objectFile("chunks");
    if (!Files.isDirectory(chunks)) {
      throw new IOException(S3Server.BUCKET + " has no chunks where they were expected: " + chunks);
    }
    JobFolder.wipe(chunks);
  }

  private void report(Path out) throws IOException {
    double mebibytes = plainBytes / 1048576.0;
    StringBuilder table = new StringBuilder();
    table.append(
        "%nDump of %.0f MiB; stored %.0f MiB.%n%n".formatted(mebibytes, storedBytes / 1048576.0));
    table.append(
        "| work | median s | MiB/s | of pg_dump -Fc | of the floor |%n|---|---|---|---|---|%n"
            .formatted());
    seconds
        .all()
        .forEach(
            (name, figures) -> {
              double median = Samples.median(figures);
              table.append(
                  "| %s | %.2f | %.0f | %.2f | %.2f |%n"
                      .formatted(
                          name,
                          median,
                          mebibytes / median,
                          median / seconds.median(GZIP),
                          median / seconds.median(FLOOR)));
            });
    table.append("%n| service | resident MiB | ready after s |%n|---|---|---|%n".formatted());
    for (ServiceInstance service : stack.services()) {
      table.append(
          "| %s | %d | %.1f |%n"
              .formatted(
                  service.service().id(),
                  service.process().residentBytes() >> 20,
                  service.process().readyAfter().toMillis() / 1e3));
    }
    System.out.print(table);
    Files.createDirectories(out);
    Files.writeString(out.resolve("main-job.md"), table);
    Files.writeString(
        out.resolve("main-job.json"),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(seconds.all()));
  }
}
