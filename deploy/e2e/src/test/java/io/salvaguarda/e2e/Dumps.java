package io.salvaguarda.e2e;

import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pg_dump processes below backup-service, seen from outside. */
final class Dumps {
  private Dumps() {}

  /** The process ids of those that dump the database. */
  static List<Long> of(Suite suite, String database) {
    return ProcessHandle.of(suite.stack().service(SuiteService.BACKUP).process().pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .filter(pid -> read(pid, "comm").strip().equals("pg_dump"))
        .filter(pid -> read(pid, "environ").contains("PGDATABASE=" + database + "\0"))
        .toList();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), file));
    } catch (IOException gone) {
      return "";
    }
  }
}
