package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.Machine;
import io.salvaguarda.bench.Measured;
import io.salvaguarda.bench.Samples;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The same segments, archived by the server through each tool's command in turn. */
final class LogRounds {

  static final String FOREIGN = "pgBackRest, asynchronous archive-push";
  static final String ONE_BY_ONE = "salvaguarda, one curl a segment";
  static final String SEVERAL = "salvaguarda-archive, several at once";

  /**
   * Runs before the first that counts: a service that takes a server's log runs for months, and
   * Java takes hundreds of segments to be as fast as it gets.
   */
  static final int WARM_UP = 8;

  private static final String SCRIPT = "salvaguarda-archive";

  private final LocalStack stack;
  private final SourceCluster source;
  private final PgBackRest foreign;
  private final Path header;
  private final Path script;
  private final Samples samples = new Samples();
  private int segments;

  LogRounds(LocalStack stack, SourceCluster source, PgBackRest foreign, Path home)
      throws IOException {
    this.stack = stack;
    this.source = source;
    this.foreign = foreign;
    JobFolder folder = JobFolder.existing(home.resolve("archive"), ToolUser.forTools());
    this.header = folder.write("header", "Authorization: Bearer " + stack.token() + "\n");
    // the server's user may not be able to enter the checkout
    this.script = folder.write(SCRIPT, Files.readString(Path.of("deploy/archive", SCRIPT)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  Samples samples() {
    return samples;
  }

  /** Of each run. */
  int segments() {
    return segments;
  }

  void run(int wanted, int rounds) throws IOException, InterruptedException {
    source.writeLog(wanted);
    Set<String> names = source.waiting();
    segments = names.size();
    int next = 0;
    for (int run = 0; run < WARM_UP; run++) {
      archive(several(sourceOf(next++)), chunks(), names);
    }
    foreign.begin();
    archive(foreign.archiveCommand(), foreign.log(), names);
    for (int round = 0; round < rounds; round++) {
      foreign.begin();
      add(FOREIGN, archive(foreign.archiveCommand(), foreign.log(), names));
      add(ONE_BY_ONE, archive(curl(sourceOf(next++)), chunks(), names));
      add(SEVERAL, archive(several(sourceOf(next++)), chunks(), names));
    }
  }

  private Measured archive(String command, Path stored, Set<String> names)
      throws IOException, InterruptedException {
    long before = Machine.bytesBelow(stored);
    Measured run =
        Measured.of(
            () -> {
              source.archiveBy(command);
              source.awaitArchived();
            });
    Measured measured = run.storing(Machine.bytesBelow(stored) - before);
    source.archiveBy("/bin/false");
    source.forgetArchived(names);
    JobFolder.wipe(source.data().resolve("pg_wal/salvaguarda"));
    JobFolder.wipe(chunks());
    return measured;
  }

  /** Each run has a source of its own: the service remembers what it has stored of one. */
  static String sourceOf(int run) {
    return "log-" + run;
  }

  /** How many sources are needed. */
  static int sources(int rounds) {
    return WARM_UP + 2 * rounds;
  }

  /** As docs/wal.md has it. */
  private String curl(String sourceId) {
    return "curl --fail-with-body --silent --show-error --max-time 600 -H @%s -H \"X-Content-Sha256: $(sha256sum < %%p | cut -c 1-64)\" -T %%p %s/wal/%s/%%f"
        .formatted(header, stack.service(SuiteService.BACKUP).url(), sourceId);
  }

  private String several(String sourceId) {
    return "%s %s/wal/%s %s %%p %%f"
        .formatted(script, stack.service(SuiteService.BACKUP).url(), sourceId, header);
  }

  private void add(String series, Measured run) {
    PhysicalBench.say("  %s: %.2f s".formatted(series, run.seconds()));
    samples.add(series, run);
  }

  private Path chunks() {
    return stack.s3().objectFile("chunks");
  }
}
