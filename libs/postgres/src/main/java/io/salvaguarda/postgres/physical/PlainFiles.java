package io.salvaguarda.postgres.physical;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Small files of ours in a data directory, of its owner and mode 0600. */
record PlainFiles(DataDirectory data) {

  Path path(String name) {
    return data.path().resolve(name);
  }

  /** Written anew, whatever lay there. */
  Path put(String name, String content) throws IOException {
    Path file = path(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    data.owner().own(file);
    return file;
  }
}
