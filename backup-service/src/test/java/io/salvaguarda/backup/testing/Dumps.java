package io.salvaguarda.backup.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The pg_dump processes of the service under test. */
public final class Dumps {

  private Dumps() {}

  /** Those that dump the database. */
  public static List<ProcessHandle> of(String database) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> isDump(process.pid()))
        .filter(process -> environmentOf(process.pid()).contains("PGDATABASE=" + database + "\0"))
        .toList();
  }

  private static boolean isDump(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("pg_dump");
    } catch (IOException gone) {
      return false;
    }
  }

  private static String environmentOf(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/environ"));
    } catch (IOException gone) {
      return "";
    }
  }
}
