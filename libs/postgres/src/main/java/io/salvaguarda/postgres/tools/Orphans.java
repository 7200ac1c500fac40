package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes whose parent is gone: nobody tells of their end, so it is looked up. */
final class Orphans {

  private Orphans() {}

  /**
   * Whether it still holds memory, locks and files. A zombie does not; in a container whose first
   * process collects none, one may stay for ever.
   */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      // proc(5): the state follows the name, which may hold anything, in parentheses
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return process.isAlive();
    }
  }
}
