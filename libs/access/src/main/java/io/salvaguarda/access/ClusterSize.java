package io.salvaguarda.access;

import io.salvaguarda.postgres.physical.ArchiveLevels;
import io.salvaguarda.postgres.physical.Archives;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import java.util.List;

/** How big a cluster is that a physical backup holds, also one of changes. */
public final class ClusterSize {

  private ClusterSize() {}

  /** Bytes of the copy of everything that the backup begins with, without the server's list. */
  public static long of(Manifest manifest) {
    List<String> whole = ArchiveLevels.oldest(names(manifest));
    return manifest.streams().stream()
        .filter(stream -> whole.contains(stream.name()))
        .filter(stream -> !stream.name().endsWith(Archives.MANIFEST))
        .mapToLong(stream -> stream.summary().plainBytes())
        .sum();
  }

  /** What an extraction needs at its height: what is put together is there twice for a while. */
  public static long neededBytes(Manifest manifest) {
    boolean combined = ArchiveLevels.of(names(manifest)) > 1;
    return manifest.plainBytes() + (combined ? of(manifest) : 0);
  }

  private static List<String> names(Manifest manifest) {
    return manifest.streams().stream().map(BackedUpStream::name).toList();
  }
}
