package io.salvaguarda.backup.wal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.kit.testing.TestFolder;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import io.salvaguarda.repository.wal.WalFile;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KilledStreamTest {

  private static final int SEGMENT = 16 << 20;
  private static final String PASSWORD = "of-the-replicator";

  private final AtomicBoolean writing = new AtomicBoolean(true);
  private Path folder;
  private Path repository;
  private WalArchive archive;
  private PostgresServer server;
  private Thread writer;

  @BeforeEach
  void start() throws Exception {
    folder = TestFolder.make();
    repository = folder.resolve("repository");
    archive = StreamUntilKilled.archive(repository);
    server = PostgresServer.start(folder.resolve("server"));
    server.execute(
        "postgres",
        "alter system set wal_keep_size = '4GB'",
        "select pg_reload_conf()",
        "create role replicator login replication password '" + PASSWORD + "'",
        "create table t (i bigint, noise text)");
    writer = Thread.ofPlatform().start(this::write);
  }

  @AfterEach
  void stop() throws Exception {
    writing.set(false);
    writer.join();
    archive.close();
    server.close();
    TestFolder.remove(folder);
  }

  private void write() {
    while (writing.get()) {
      server.execute(
          "postgres", "insert into t select i, md5(i::text) from generate_series(1, 5000) i");
    }
  }

  @Test
  void aStreamThatIsKilledLosesNothingThatItConfirmedAndLeavesNoGap() throws Exception {
    for (int i = 1; i <= 3; i++) {
      Process streaming = startProcess(i);
      try {
        Lsn goal = archivedTo().plus(SEGMENT * 3L / 2);
        await().atMost(90, SECONDS).until(() -> !archivedTo().isBefore(goal));
      } finally {
        streaming.destroyForcibly().waitFor();
      }
      String confirmed = WalSql.text(server, "select restart_lsn from pg_replication_slots");

      assertThat(archivedTo()).as("kill %d", i).isGreaterThanOrEqualTo(Lsn.parse(confirmed));
    }

    writing.set(false);
    writer.join();
    Lsn end = Lsn.parse(WalSql.text(server, "select pg_current_wal_flush_lsn()"));
    Process last = startProcess(4);
    try {
      await().atMost(90, SECONDS).until(() -> !archivedTo().isBefore(end));
    } finally {
      last.destroyForcibly().waitFor();
    }

    assertThat(archivedTo()).isGreaterThanOrEqualTo(end);
    assertThat(continuity().timelines().getFirst().spans()).hasSize(1);
    assertSameAsTheServers();
  }

  private void assertSameAsTheServers() throws Exception {
    Span span = continuity().timelines().getFirst().spans().getFirst();
    for (Lsn at = new Lsn(span.from());
        at.isBefore(new Lsn(span.to()).segmentStart(SEGMENT));
        at = at.plus(SEGMENT)) {
      String name = at.segmentName(1, SEGMENT);
      try (InputStream stored = archive.open(new WalFile(systemId(), name))) {
        assertThat(stored.readAllBytes())
            .as(name)
            .isEqualTo(
                Files.readAllBytes(folder.resolve("server/cluster/data/pg_wal").resolve(name)));
      }
    }
  }

  private Process startProcess(int number) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                StreamUntilKilled.class.getName(),
                String.valueOf(server.port()),
                PASSWORD,
                repository.toString(),
                folder.toString()))
        .redirectErrorStream(true)
        .redirectOutput(new File(folder.toFile(), "stream-" + number + ".log"))
        .start();
  }

  private Lsn archivedTo() throws Exception {
    return continuity().timelines().stream()
        .filter(timeline -> !timeline.spans().isEmpty())
        .map(timeline -> new Lsn(timeline.spans().getLast().to()))
        .reduce((one, other) -> other)
        .orElse(Lsn.ZERO);
  }

  private WalContinuity continuity() throws Exception {
    return archive.continuity(systemId(), SEGMENT);
  }

  private String systemId() throws Exception {
    return WalSql.text(server, "select system_identifier from pg_control_system()");
  }
}
