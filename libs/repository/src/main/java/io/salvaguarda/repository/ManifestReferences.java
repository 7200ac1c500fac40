package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.References;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The chunks that manifests and documents of WAL name. Every doubt is a failure: what is missed
 * here will be deleted.
 */
final class ManifestReferences implements References {

  private final BackupRepository repository;
  private final ObjectStore store;
  private final SubKeys keys;

  ManifestReferences(BackupRepository repository, ObjectStore store, SubKeys keys) {
    this.repository = repository;
    this.store = store;
    this.keys = keys;
  }

  @Override
  public Set<ChunkId> read() throws IOException {
    Presence.requireRepository(store);
    Set<ChunkId> needed = new HashSet<>();
    new WalDocuments(store, keys).visit(new Wal(needed));
    for (ObjectStat object : store.list("backups/")) {
      if (object.key().endsWith("/manifest.json")) {
        add(object.key(), needed);
      }
    }
    return needed;
  }

  private record Wal(Set<ChunkId> needed) implements WalDocuments.Visitor {
    @Override
    public void at(WalKeys.Document document, WalDocument content) {
      needed.addAll(content.chunks());
    }

    @Override
    public void unreadable(String key, RepositoryException why) throws IOException {
      throw why;
    }
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
