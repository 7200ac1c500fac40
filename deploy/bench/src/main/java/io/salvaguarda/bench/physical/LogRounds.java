package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.Machine;
import io.salvaguarda.bench.Measured;
import io.salvaguarda.bench.Samples;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The same segments, archived by the server through each tool's command in turn. */
final class LogRounds {

  static final String FOREIGN = "pgBackRest, asynchronous archive-push";
  static final String ONE_BY_ONE = "salvaguarda, one curl a segment";

  private final LocalStack stack;
  private final SourceCluster source;
  private final PgBackRest foreign;
  private final Path header;
  private final Samples samples = new Samples();
  private int segments;

  LogRounds(LocalStack stack, SourceCluster source, PgBackRest foreign, Path home)
      throws IOException {
    this.stack = stack;
    this.source = source;
    this.foreign = foreign;
    this.header =
        JobFolder.existing(home.resolve("archive"), ToolUser.forTools())
            .write("header", "Authorization: Bearer " + stack.token() + "\n");
  }

  Samples samples() {
    return samples;
  }

  /** Of each run. */
  int segments() {
    return segments;
  }

  /** The service's first segments are not measured. */
  void run(int wanted, int rounds) throws IOException, InterruptedException {
    source.writeLog(wanted);
    Set<String> names = source.waiting();
    segments = names.size();
    for (int round = 0; round <= rounds; round++) {
      int number = round;
      foreign.begin();
      measure(round, FOREIGN, foreign.archiveCommand(), foreign.log(), names);
      measure(round, ONE_BY_ONE, curl(sourceOf(number)), chunks(), names);
    }
  }

  private void measure(int round, String series, String command, Path stored, Set<String> names)
      throws IOException, InterruptedException {
    long before = Machine.bytesBelow(stored);
    Measured run =
        Measured.of(
            () -> {
              source.archiveBy(command);
              source.awaitArchived();
            });
    if (round > 0) {
      samples.add(series, run.storing(Machine.bytesBelow(stored) - before));
    }
    source.archiveBy("/bin/false");
    source.forgetArchived(names);
    JobFolder.wipe(chunks());
  }

  /** Each round has a source of its own: the service remembers what it has stored of one. */
  static String sourceOf(int round) {
    return "log-" + round;
  }

  /** As docs/wal.md has it. */
  private String curl(String sourceId) {
    return "curl --fail-with-body --silent --show-error --max-time 600 -H @%s -H \"X-Content-Sha256: $(sha256sum < %%p | cut -c 1-64)\" -T %%p %s/wal/%s/%%f"
        .formatted(header, stack.service(SuiteService.BACKUP).url(), sourceId);
  }

  private Path chunks() {
    return stack.s3().objectFile("chunks");
  }
}
