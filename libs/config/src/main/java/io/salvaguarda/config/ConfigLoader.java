package io.salvaguarda.config;

import java.nio.file.Path;
import java.util.Map;

/** Reads and checks salvaguarda.yaml. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads the file, the environment variables and secret files that it names, and checks all of it.
   * Connects to nothing.
   *
   * @param file the configuration; relative paths in it are relative to its folder
   * @param environment what {@code ${NAME}} stands for, usually {@code System.getenv()}
   */
  public static LoadResult load(Path file, Map<String, String> environment) {
    throw new UnsupportedOperationException("not yet");
  }
}
