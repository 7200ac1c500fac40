package io.salvaguarda.e2e;

import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's programs below a service, seen from outside. */
final class Tools {
  private Tools() {}

  /** The process ids of backup-service's dumps of the database. */
  static List<Long> dumpsOf(Suite suite, String database) {
    return running(suite, SuiteService.BACKUP, "pg_dump").stream()
        .filter(pid -> read(pid, "environ").contains("PGDATABASE=" + database + "\0"))
        .toList();
  }

  static List<Long> running(Suite suite, SuiteService service, String program) {
    return ProcessHandle.of(suite.stack().service(service).process().pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .filter(pid -> read(pid, "comm").strip().equals(program))
        .toList();
  }

  /**
   * Holds a process where it is, or lets it go on.
   *
   * @param signal STOP or CONT
   */
  static void signal(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    } catch (IOException gone) {
      return "";
    }
  }
}
