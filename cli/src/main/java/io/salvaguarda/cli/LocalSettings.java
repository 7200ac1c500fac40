package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code cli.json}, which the local stack writes for us. */
final class LocalSettings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalSettings() {}

  /**
   * Reads it.
   *
   * @param home where the user says it is; empty: where the local stack puts it by itself
   * @return an empty object when there is none
   */
  static JsonNode read(Optional<Path> home) {
    Path file = home.orElseGet(LocalSettings::usualHome).resolve("cli.json");
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    try {
      if (home.isEmpty()) {
        requireOurs(file);
      }
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, file + " cannot be read, or is not JSON");
    }
  }

  /** Anyone may make a folder of that name in /tmp, and so learn our token. */
  static void requireOurs(Path file) throws IOException {
    if (!Files.getAttribute(file, "unix:uid").equals(ourUid())) {
      throw new CliFailure(
          ExitCode.USAGE,
          file + " belongs to another user: set SALVA_HOME if you trust it all the same");
    }
  }

  private static Path usualHome() {
    try {
      return Path.of("/tmp/salvaguarda-" + ourUid());
    } catch (IOException e) {
      return Path.of("/tmp/salvaguarda");
    }
  }

  private static Object ourUid() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }
}
