package io.salvaguarda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, from the moment they exist. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** An empty file of mode 0600; one that was there is replaced. */
  public static Path create(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** A file of mode 0600 that holds the text. */
  public static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(create(folder, name), text);
  }
}
