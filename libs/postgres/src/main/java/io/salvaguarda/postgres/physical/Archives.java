package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.replication.BaseBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where a physical backup's archives come from, and what they are called. */
@FunctionalInterface
public interface Archives {

  /** The data directory itself, its WAL included. */
  String BASE = BaseBackup.BASE;

  /** The server's own list of files and checksums. */
  String MANIFEST = BaseBackup.MANIFEST;

  /** An archive's bytes; the caller closes the stream. What it throws is passed on as it is. */
  InputStream open(String name) throws IOException;

  /** Whose archive {@code tablespace-16386.tar} is; empty for every other name. */
  static Optional<Long> tablespaceOf(String name) {
    return name.matches("tablespace-[1-9][0-9]{0,9}\\.tar")
        ? Optional.of(Long.parseLong(name.replaceAll("\\D", "")))
        : Optional.empty();
  }
}
