package io.salvaguarda.restore.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pg_restore processes of the service under test. */
public final class PgRestores {

  private PgRestores() {}

  /** Those that fill a database of the job. */
  public static List<ProcessHandle> of(String jobId) {
    String working = "PGDATABASE=salvaguarda_restore_" + jobId.replace("-", "");
    return ProcessHandle.current()
        .descendants()
        .filter(process -> read(process, "comm").strip().equals("pg_restore"))
        .filter(process -> read(process, "environ").contains(working))
        .toList();
  }

  /** The one that fills it, once it runs. */
  public static ProcessHandle awaitOf(String jobId) {
    await().atMost(60, SECONDS).until(() -> !of(jobId).isEmpty());
    return of(jobId).getFirst();
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
    } catch (IOException gone) {
      return "";
    }
  }
}
