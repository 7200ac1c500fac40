package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.References;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The chunks that manifests name. Every doubt is a failure: what is missed here will be deleted.
 */
final class ManifestReferences implements References {

  private final BackupRepository repository;
  private final ObjectStore store;

  ManifestReferences(BackupRepository repository, ObjectStore store) {
    this.repository = repository;
    this.store = store;
  }

  @Override
  public Set<ChunkId> read() throws IOException {
    Presence.requireRepository(store);
    if (!store.list("wal/").isEmpty()) {
      throw new RepositoryException.UnsupportedFormat(
          "there are objects below wal/, and this version does not know which chunks they need");
    }
    Set<ChunkId> needed = new HashSet<>();
    for (ObjectStat object : store.list("backups/")) {
      if (object.key().endsWith("/manifest.json")) {
        add(object.key(), needed);
      }
    }
    return needed;
  }

  private void add(String manifestKey, Set<ChunkId> needed) throws IOException {
    BackupId id =
        BackupId.ofManifestKey(manifestKey)
            .orElseThrow(
                () ->
                    new RepositoryException.UnsupportedFormat(
                        manifestKey + " is a manifest where this version expects none"));
    try {
      for (BackedUpStream stream : repository.manifest(id).streams()) {
        needed.addAll(stream.chunks());
      }
    } catch (RepositoryException.NoSuchBackup e) {
      if (store.stat(manifestKey).isPresent()) {
        throw e;
      }
    }
  }
}
