package io.salvaguarda.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether somebody watches, or the output goes into a file or a pipe. */
final class Terminal {
  private Terminal() {}

  /** May colour and overwritten lines be used? NO_COLOR and TERM=dumb say no. */
  static boolean isWatching(Map<String, String> environment) {
    if (environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"))) {
      return false;
    }
    try {
      // System.console() tells different things in different JDKs when only stdout is redirected
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }
}
