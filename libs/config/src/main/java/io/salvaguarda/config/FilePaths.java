package io.salvaguarda.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** File names in the configuration. */
final class FilePaths {
  private FilePaths() {}

  /** Absolute and normal; relative ones start at the configuration's folder. */
  static Path parse(String text, Path folder) throws Refused {
    try {
      return folder.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new Refused("is not a file name", "Write an absolute path.");
    }
  }
}
