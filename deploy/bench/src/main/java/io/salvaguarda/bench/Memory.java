package io.salvaguarda.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SourceDatabase;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What backup-service needs for a small dump and for one that is ten times as big. */
final class Memory {

  /** One backup. */
  record Run(long plainBytes, Measured cost) {}

  private static final int ROWS_PER_GIB = 1024;

  private final LocalStack stack;
  private final SuiteClient suite;

  Memory(LocalStack stack) {
    this.stack = stack;
    this.suite = new SuiteClient(stack);
  }

  /**
   * The service is started anew for each.
   *
   * @param gib of the bigger dump
   */
  List<Run> run(int gib) throws IOException, InterruptedException {
    PostgresServer.execute(
        stack.sourceDatabase().owner(), "create table synthetic (id int, body text)");
    List<Run> runs = new ArrayList<>();
    int rows = 0;
    for (int target : List.of(gib * ROWS_PER_GIB / 10, gib * ROWS_PER_GIB)) {
      grow(rows, target);
      rows = target;
      runs.add(backup());
    }
    return runs;
  }

  /** A MiB of text each, no two alike, of which PostgreSQL stores a few KiB. */
  private void grow(int from, int to) {
    PostgresServer.execute(
        stack.sourceDatabase().owner(),
        "insert into synthetic select n, repeat(md5(n::text), 32768) from generate_series(%d, %d) n"
            .formatted(from + 1, to));
  }

  private Run backup() throws IOException, InterruptedException {
    var service = stack.service(SuiteService.BACKUP).process();
    service.stop();
    service.start();
    JsonNode[] job = new JsonNode[1];
    Measured cost =
        Measured.ofTimed(
            () -> {
              job[0] = suite.backup(SourceDatabase.NAME);
              return SuiteClient.seconds(job[0]);
            });
    return new Run(
        job[0].at("/result/plainBytes").asLong(),
        cost.storing(job[0].at("/result/storedBytes").asLong())
            .peaking(Machine.peakMebibytes(service.pid())));
  }
}
