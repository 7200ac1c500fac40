package io.salvaguarda.postgres.physical;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where a physical backup's archives come from, and what they are called. */
@FunctionalInterface
public interface Archives {

  /** The data directory itself, its WAL included. */
  String BASE = "base.tar";

  /** The server's own list of files and checksums. */
  String MANIFEST = "backup_manifest";

  /** An archive's bytes; the caller closes the stream. What it throws is passed on as it is. */
  InputStream open(String name) throws IOException;

  /** {@code tablespace-16386.tar}. */
  static String tablespace(long oid) {
    return "tablespace-" + oid + ".tar";
  }

  /** Whose tablespace the archive is; empty for every other name. */
  static Optional<Long> tablespaceOf(String name) {
    return name.matches("tablespace-[1-9][0-9]{0,9}\\.tar")
        ? Optional.of(Long.parseLong(name.replaceAll("\\D", "")))
        : Optional.empty();
  }
}
