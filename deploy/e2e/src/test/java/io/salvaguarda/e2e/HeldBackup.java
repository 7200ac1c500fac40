package io.salvaguarda.e2e;

import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A backup of {@code testdb} that is held in its middle: some of its chunks are stored, others are
 * not, because the S3 server does not go on until this is closed.
 */
final class HeldBackup implements AutoCloseable {

  private static final int NOISE_ROWS = 1_200; // of 32 KB

  private final Suite suite;
  private final long before;
  private final String job;

  private HeldBackup(Suite suite, long before, String job) {
    this.suite = suite;
    this.before = before;
    this.job = job;
  }

  static HeldBackup begin(Suite suite) {
    PostgresServer.execute(
        suite.stack().sourceDatabase().owner(),
        "create table if not exists noise (i int, bytes text)",
        "truncate noise",
        // new bytes each time: what is known already is not stored again
        "insert into noise select i, string_agg(md5(random()::text), '')"
            + " from generate_series(1, %d) i, generate_series(1, 1000) group by i"
                .formatted(NOISE_ROWS));
    long before = chunks(suite);
    HeldBackup held = new HeldBackup(suite, before, suite.askForBackup(Suite.SOURCE));
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Suite.PATIENCE)
        .until(() -> chunks(suite) > before);
    Tools.signal("STOP", suite.stack().s3().process().pid());
    return held;
  }

  String job() {
    return job;
  }

  /** How many chunks the repository has got since the backup was asked for. */
  long chunksSince() {
    return chunks(suite) - before;
  }

  @Override
  public void close() {
    Tools.signal("CONT", suite.stack().s3().process().pid());
  }

  /** What still arrives has a name of its own beside that of its chunk: 64 hexadecimal digits. */
  private static boolean isWhole(Path name) {
    return name.toString().matches("[0-9a-f]{64}");
  }

  private static long chunks(Suite suite) {
    Path chunks = suite.stack().s3().objectFile("chunks");
    if (!Files.exists(chunks)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(chunks)) {
      return files.map(Path::getFileName).filter(HeldBackup::isWhole).count();
    } catch (UncheckedIOException vanished) {
      return 0; // a temporary file went while it was counted
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
