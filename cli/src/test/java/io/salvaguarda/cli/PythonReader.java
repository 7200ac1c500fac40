package io.salvaguarda.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** docs/reader/salvaguarda_reader.py, run by a Python that has the packages it names. */
final class PythonReader {
  private static final Path SCRIPT = Path.of("../docs/reader/salvaguarda_reader.py");
  private static final Path VENV = Path.of("target/reader-venv").toAbsolutePath();
  private static final Path PYTHON = VENV.resolve("bin/python");
  private static final int PATIENCE_SECONDS = 300;

  record Result(int exit, String text) {}

  private PythonReader() {}

  /** Skips the calling tests, loudly, where Python or the packages cannot be had. */
  static void requireOrSkip() throws IOException {
    if (works()) {
      return;
    }
    List<String[]> steps =
        List.of(
            new String[] {"python3", "-m", "venv", VENV.toString()},
            new String[] {
              VENV.resolve("bin/pip").toString(), "install", "--quiet", "cryptography", "zstandard"
            });
    for (String[] step : steps) {
      Optional<Result> result = run(Map.of(), step);
      if (result.isEmpty() || result.get().exit() != 0) {
        skip(String.join(" ", step) + ": " + result.map(Result::text).orElse("no such program"));
      }
    }
    if (!works()) {
      skip("the packages are installed, but do not load");
    }
  }

  private static boolean works() throws IOException {
    return Files.exists(PYTHON)
        && run(Map.of(), PYTHON.toString(), "-c", "import cryptography, zstandard")
            .filter(result -> result.exit() == 0)
            .isPresent();
  }

  private static void skip(String why) {
    String line = "=".repeat(100);
    System.err.printf(
        "%s%nSKIPPED: the Python reader was NOT tested. It needs python3 with venv, and the packages"
            + " cryptography and zstandard.%n%s%n%s%n",
        line, why, line);
    Assumptions.abort("the Python reader was NOT tested: " + why);
  }

  static Result read(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return run(environment, command.toArray(String[]::new)).orElseThrow();
  }

  /** Empty when there is no such program. */
  static Optional<Result> run(Map<String, String> environment, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(command[0] + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return Optional.of(new Result(process.exitValue(), text));
  }
}
