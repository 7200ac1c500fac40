package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a program for its major version. */
final class ToolVersion {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
  private static final int SECONDS = 10;

  private ToolVersion() {}

  static OptionalInt of(Path tool) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(tool.toString(), "--version");
    builder.environment().clear();
    Process process = builder.redirectErrorStream(true).start();
    try (var output = process.getInputStream()) {
      Matcher matcher =
          VERSION.matcher(new String(output.readNBytes(1_000), StandardCharsets.UTF_8));
      return matcher.find()
          ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
          : OptionalInt.empty();
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
