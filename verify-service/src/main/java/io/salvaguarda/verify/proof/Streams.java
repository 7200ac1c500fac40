package io.salvaguarda.verify.proof;

import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import java.util.List;
import java.util.Optional;

/** A logical backup's streams. */
final class Streams {

  /** The roles' script, UTF-8. */
  static final String GLOBALS = "globals";

  private Streams() {}

  /** The names of pg_dump's archives; without them all there is no dump. */
  static List<String> archives(Manifest manifest) {
    return manifest.streams().stream()
        .map(BackedUpStream::name)
        .filter(ArchiveNames::isArchive)
        .toList();
  }

  /** The size of the dump. */
  static long dumpBytes(Manifest manifest) {
    return manifest.streams().stream()
        .filter(stream -> ArchiveNames.isArchive(stream.name()))
        .mapToLong(stream -> stream.summary().plainBytes())
        .sum();
  }

  /** The archive without which the others are no dump; empty when none is missing. */
  static Optional<String> missing(List<String> archives) {
    if (archives.contains(ArchiveNames.WHOLE)) {
      return Optional.empty();
    }
    boolean parts = !ArchiveNames.dataAmong(archives).isEmpty();
    return parts && archives.contains(ArchiveNames.SCHEMA)
        ? Optional.empty()
        : Optional.of(parts ? ArchiveNames.SCHEMA : ArchiveNames.WHOLE);
  }
}
