package io.salvaguarda.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SourceDatabase;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Backup and restore of one database, by each tool in turn, into the same S3 server over TLS. */
final class MainJob {

  static final String UPLOADED = "pg_dump -Fc to S3 (rclone rcat)";
  static final String GZIP = "pg_dump -Fc > file";
  static final String FLOOR = "pg_dump -Fc -Z0 > /dev/null";
  static final String FIRST = "salvaguarda, first backup";
  static final String SECOND = "salvaguarda, second backup";
  static final String VERIFIED = "salvaguarda, from backup.completed to verified (CONTENT)";
  static final String PG_RESTORE = "pg_restore of a local file";
  static final String RESTORE = "salvaguarda, restore from S3, row counts compared";

  private static final String ZSTD = "pg_dump -Fp | zstd -1 -T2 to S3 (rclone rcat)";
  private static final Map<String, String> UPLOADS =
      Map.of(
          UPLOADED, "pg_dump -Fc | rclone -q rcat store:backups/yardstick",
          ZSTD, "pg_dump -Fp | zstd -1 -T2 -c | rclone -q rcat store:backups/yardstick");

  private final LocalStack stack;
  private final SuiteClient suite;
  private final Commands reader;
  private final Commands superuser;
  private final Path scratch;
  private final Samples samples = new Samples();
  private long plainBytes;

  MainJob(LocalStack stack, Path scratch) {
    this.stack = stack;
    this.suite = new SuiteClient(stack);
    this.reader = new Commands(stack.sourceDatabase().reader(), stack.s3());
    this.superuser = new Commands(stack.sourceServer().connection("postgres"), stack.s3());
    this.scratch = scratch;
  }

  Samples samples() {
    return samples;
  }

  /** Of the dump that every tool moves. */
  long plainBytes() {
    return plainBytes;
  }

  /** The figures are those of services that have run once before. */
  void warmUp() throws IOException, InterruptedException {
    String backup = suite.backup(SourceDatabase.NAME).at("/result/backupId").asText();
    suite.verified(backup);
    restored(backup);
    forgetChunks();
  }

  /** Also proves its backups in the first round: that takes as long as all the rest. */
  void round() throws IOException, InterruptedException {
    Path file = scratch.resolve("dump");
    for (var upload : UPLOADS.entrySet()) {
      if (Commands.has("rclone") && Commands.has("zstd")) {
        samples.add(upload.getKey(), uploaded(upload.getValue()));
      }
    }
    Measured dumped = Measured.of(() -> reader.run("pg_dump -Fc", file));
    samples.add(GZIP, dumped.storing(Files.size(file)));
    samples.add(FLOOR, Measured.of(() -> reader.run("pg_dump -Fc -Z0")));
    backup(FIRST);
    String second = backup(SECOND);
    samples.add(PG_RESTORE, pgRestored(file));
    samples.add(RESTORE, Measured.ofTimed(() -> restored(second)));
    Files.delete(file);
    forgetChunks();
    stack.service(SuiteService.VERIFY).process().stop();
  }

  private Measured uploaded(String pipeline) throws IOException, InterruptedException {
    Path object = stack.s3().objectFile("yardstick");
    Measured run = Measured.of(() -> reader.run(pipeline)).storing(Files.size(object));
    Files.delete(object);
    return run;
  }

  private String backup(String series) throws IOException, InterruptedException {
    long pid = stack.service(SuiteService.BACKUP).process().pid();
    Machine.forgetPeak(pid);
    JsonNode[] job = new JsonNode[1];
    Measured run =
        Measured.ofTimed(
            () -> {
              job[0] = suite.backup(SourceDatabase.NAME);
              return SuiteClient.seconds(job[0]);
            });
    plainBytes = job[0].at("/result/plainBytes").asLong();
    long stored = job[0].at("/result/storedBytes").asLong();
    samples.add(series, run.storing(stored).peaking(Machine.peakMebibytes(pid)));
    String id = job[0].at("/result/backupId").asText();
    if (stack.service(SuiteService.VERIFY).process().isAlive()) {
      samples.add(VERIFIED, Measured.of(() -> suite.verified(id)));
    }
    return id;
  }

  private Measured pgRestored(Path file) throws IOException, InterruptedException {
    stack.sourceServer().execute("postgres", "create database yardstick");
    Measured run =
        Measured.of(() -> superuser.run("pg_restore --exit-on-error -d yardstick " + file));
    drop("yardstick");
    return run;
  }

  private double restored(String backup) throws IOException, InterruptedException {
    JsonNode job = suite.restore(SourceDatabase.NAME, backup);
    drop(job.at("/result/targetDatabase").asText());
    return SuiteClient.seconds(job);
  }

  private void drop(String database) {
    stack.sourceServer().execute("postgres", "drop database \"" + database + "\" with (force)");
  }

  /** So that each round's first backup has everything to store. */
  private void forgetChunks() throws IOException {
    Path chunks = stack.s3().objectFile("chunks");
    if (!Files.isDirectory(chunks)) {
      throw new IOException("there are no chunks where they were expected: " + chunks);
    }
    JobFolder.wipe(chunks);
  }
}
