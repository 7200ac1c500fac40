package io.salvaguarda.bench.physical;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.bench.Commands;
import io.salvaguarda.bench.Machine;
import io.salvaguarda.bench.Measured;
import io.salvaguarda.bench.Samples;
import io.salvaguarda.bench.SuiteClient;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SourceDatabase;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Backups and restores of the whole cluster by each tool in turn; who begins changes. */
final class BackupRounds {

  static final String FLOOR = "pg_basebackup, tar to /dev/null";
  static final String BARMAN = "barman-cloud-backup (no compression, no encryption)";
  static final String FULL = "pgBackRest, full";
  static final String INCREMENTAL = "pgBackRest, incremental after 1 % change";
  static final String SCATTERED_INCREMENTAL = "pgBackRest, incremental after 10,000 scattered rows";
  static final String FOREIGN_FILES = "pgBackRest, restore: files only";
  static final String FOREIGN_RESTORE = "pgBackRest, restore, recovered and stopped";
  static final String FIRST = "salvaguarda, first";
  static final String SECOND = "salvaguarda, second after 1 % change";
  static final String SCATTERED_SECOND = "salvaguarda, next after 10,000 scattered rows";
  static final String RESTORE = "salvaguarda, restore, recovered and stopped";

  static final int WARM_UPS = 3;

  private final LocalStack stack;
  private final SourceCluster source;
  private final PgBackRest foreign;
  private final Barman barman;
  private final SuiteClient suite;
  private final Path restores;
  private final Samples samples = new Samples();
  private JsonNode last;

  BackupRounds(
      LocalStack stack, SourceCluster source, PgBackRest foreign, Barman barman, Path home) {
    this.stack = stack;
    this.source = source;
    this.foreign = foreign;
    this.barman = barman;
    this.suite = new SuiteClient(stack);
    this.restores = home.resolve(PhysicalBench.RESTORES);
  }

  Samples samples() {
    return samples;
  }

  /** The figures are those of services, and of a store, that have run some times before. */
  void warmUp() throws IOException, InterruptedException {
    for (int run = 0; run < WARM_UPS; run++) {
      restore("warm-" + run, suite.physicalBackup(SourceDatabase.NAME));
      JobFolder.wipe(chunks());
    }
  }

  /** barman-cloud-backup runs in the first round only: it takes longer than all the others. */
  void round(int number) throws IOException, InterruptedException {
    add(FLOOR, Measured.of(this::readAll));
    if (number == 1 && Files.exists(Barman.PROGRAM)) {
      add(BARMAN, storing(barman.backups(), Measured.of(barman::backup)));
      JobFolder.wipe(barman.backups());
    }
    foreign.begin();
    inTurn(number, () -> foreign(FULL, "full"), () -> own(FIRST));
    source.changeOnePerCent(number);
    inTurn(number, () -> foreign(INCREMENTAL, "incr"), () -> own(SECOND));
    source.changeScattered();
    inTurn(number, () -> foreign(SCATTERED_INCREMENTAL, "incr"), () -> own(SCATTERED_SECOND));
    JsonNode newest = last;
    inTurn(
        number,
        () -> foreignRestore(number),
        () -> add(RESTORE, Measured.ofTimed(() -> restore("own-" + number, newest))));
    JobFolder.wipe(chunks());
  }

  private static void inTurn(int round, Measured.Work one, Measured.Work other)
      throws IOException, InterruptedException {
    for (Measured.Work work : round % 2 == 1 ? List.of(one, other) : List.of(other, one)) {
      work.run();
    }
  }

  private void readAll() throws IOException, InterruptedException {
    new Commands(source.server().connection("postgres"), stack.s3())
        .run("pg_basebackup -D - -Ft -X fetch -c fast");
  }

  private void foreign(String series, String type) throws IOException, InterruptedException {
    source.archiveBy(foreign.archiveCommand());
    long before = Machine.bytesBelow(foreign.backups());
    Measured run = Measured.of(() -> foreign.backup(type));
    add(series, run.storing(Machine.bytesBelow(foreign.backups()) - before));
    source.awaitArchived();
    source.archiveBy(SourceCluster.NO_ARCHIVE);
  }

  private void own(String series) throws IOException, InterruptedException {
    long pid = stack.service(SuiteService.BACKUP).process().pid();
    long before = Machine.bytesBelow(chunks());
    Machine.forgetPeak(pid);
    Measured run =
        Measured.ofTimed(
            () -> {
              last = suite.physicalBackup(SourceDatabase.NAME);
              return SuiteClient.seconds(last);
            });
    add(
        series,
        run.storing(Machine.bytesBelow(chunks()) - before).peaking(Machine.peakMebibytes(pid)));
  }

  private static Measured storing(Path folder, Measured run) throws IOException {
    return run.storing(Machine.bytesBelow(folder));
  }

  private double restore(String name, JsonNode backup) throws IOException, InterruptedException {
    Path target = restores.resolve(name);
    String id = backup.at("/result/backupId").asText();
    double seconds = SuiteClient.seconds(suite.restoreCluster(SourceDatabase.NAME, id, target));
    JobFolder.wipe(target);
    return seconds;
  }

  /** Its own restore only writes the files: a server then has to make a cluster of them. */
  private void foreignRestore(int round) throws IOException, InterruptedException {
    try (RestoredByOthers restored = RestoredByOthers.in(restores.resolve("other-" + round))) {
      Measured files = Measured.of(() -> foreign.restore(restored.data()));
      Measured recovered = Measured.of(restored::recover);
      add(FOREIGN_FILES, files);
      add(
          FOREIGN_RESTORE,
          new Measured(
              files.seconds() + recovered.seconds(),
              files.cpuSeconds() + recovered.cpuSeconds(),
              0,
              0));
    }
  }

  private void add(String series, Measured run) {
    PhysicalBench.say("  %s: %.2f s".formatted(series, run.seconds()));
    samples.add(series, run);
  }

  private Path chunks() {
    return stack.s3().objectFile("chunks");
  }
}
