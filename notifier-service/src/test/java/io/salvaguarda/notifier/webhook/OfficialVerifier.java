package io.salvaguarda.notifier.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The package {@code standardwebhooks} from npm, by those who wrote the standard. Installed once,
 * beside the other programs that tests compare with.
 */
final class OfficialVerifier {

  private static final String PACKAGE = "standardwebhooks@1.1.1";
  private static final Path FOLDER =
      Path.of(System.getProperty("user.home"), ".cache", "salvaguarda-peers", "npm-" + PACKAGE);
  private static final int PATIENCE_SECONDS = 120;

  /** Reads {@code {secret, body, headers}}; says OK, or why not. */
  private static final String SCRIPT =
      """
      const { Webhook } = require("standardwebhooks");
      const { secret, body, headers } = JSON.parse(require("fs").readFileSync(0, "utf8"));
      try {
        new Webhook(secret).verify(body, headers);
        console.log("OK");
      } catch (refused) {
        console.log(refused.name + ": " + refused.message);
      }
      """;

  private record Result(int exit, String text) {}

  private OfficialVerifier() {}

  /** Skips the calling tests, loudly, where npm or the package cannot be had. */
  static void requireOrSkip() throws IOException {
    if (Files.isDirectory(FOLDER.resolve("node_modules/standardwebhooks"))) {
      return;
    }
    Files.createDirectories(FOLDER);
    Optional<Result> installed =
        run("", "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE);
    if (installed.isEmpty() || installed.get().exit() != 0) {
      String why = installed.map(Result::text).orElse("no such program: npm");
      String line = "=".repeat(100);
      System.err.printf(
          "%s%nSKIPPED: webhook signatures were NOT verified by the official npm package.%n%s%n%s%n",
          line, why, line);
      Assumptions.abort("not verified by " + PACKAGE + ": " + why);
    }
  }

  /** What the package says: OK, or why the message is not to be trusted. */
  static String says(String json) throws IOException {
    Result result = run(json, "node", "-e", SCRIPT).orElseThrow();
    return result.text().strip();
  }

  /** Empty when there is no such program. */
  private static Optional<Result> run(String input, String... command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(List.of(command))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
    try {
      process.outputWriter(StandardCharsets.UTF_8).append(input).close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Optional.of(new Result(ended ? process.exitValue() : -1, text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
