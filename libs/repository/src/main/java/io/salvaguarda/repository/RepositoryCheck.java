package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.RepositoryReport.AffectedWal;
import io.salvaguarda.repository.RepositoryReport.Unreadable;
import io.salvaguarda.repository.chunk.ChunkFormat;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at every manifest and every chunk, and does not stop at what it finds. */
final class RepositoryCheck implements ChunkProofs.Listener {

  private final BackupRepository repository;
  private final ObjectStore store;
  private final SubKeys keys;
  private final Progress progress;
  private final List<BackupId> backups = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private long walFiles;
  private final Set<ChunkId> needed = new HashSet<>();
  private final List<ChunkId> orphaned = new ArrayList<>();
  private final List<BackupId> holds = new ArrayList<>();
  private final List<ChunkFault> faults = new ArrayList<>();
  private long readChunks;
  private long readBytes;
  private long plainBytes;

  RepositoryCheck(BackupRepository repository, ObjectStore store, SubKeys keys, Progress progress) {
    this.repository = repository;
    this.store = store;
    this.keys = keys;
    this.progress = progress;
  }

  RepositoryReport run(ReadData readData) throws IOException {
    Presence.requireRepository(store);
    readManifests();
    new WalDocuments(store, keys).visit(new Wal());
    Set<ChunkId> there = stored();
    findMissing(there);
    new ChunkProofs(store, keys, this).run(there.stream().filter(readData::includes).toList());
    return new RepositoryReport(
        backups.size(),
        walFiles,
        unreadable,
        needed.size(),
        readChunks,
        readBytes,
        faults,
        affected(),
        affectedWal(),
        held(),
        orphaned);
  }

  private void readManifests() throws IOException {
    for (ObjectStat object : store.list("backups/")) {
      if (object.key().endsWith("/manifest.json")) {
        readManifest(object.key());
      }
      BackupId.ofHoldKey(object.key()).ifPresent(holds::add);
    }
  }

  /** A hold without a backup holds nothing. */
  private List<HeldBackup> held() throws IOException {
    List<HeldBackup> held = new ArrayList<>();
    for (BackupId id : holds) {
      if (store.stat(id.manifestKey()).isPresent()) {
        repository.holdOf(id).ifPresent(hold -> held.add(new HeldBackup(id, hold)));
      }
    }
    return held;
  }

  private void readManifest(String key) throws StoreException {
    Optional<BackupId> id = BackupId.ofManifestKey(key);
    if (id.isEmpty()) {
      unreadable.add(new Unreadable(key, "not the place of a manifest that this version knows"));
      return;
    }
    try {
      for (BackedUpStream stream : repository.manifest(id.get()).streams()) {
        needed.addAll(stream.chunks());
      }
      backups.add(id.get());
    } catch (RepositoryException.NoSuchBackup e) {
      return; // deleted meanwhile
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      unreadable.add(new Unreadable(key, e.getMessage()));
    }
  }

  private final class Wal implements WalDocuments.Visitor {
    @Override
    public void at(WalKeys.Document document, WalDocument content) {
      walFiles++;
      needed.addAll(content.chunks());
    }

    @Override
    public void unreadable(String key, RepositoryException why) {
      unreadable.add(new Unreadable(key, why.getMessage()));
    }
  }

  /** Those needed chunks whose objects are there and of a possible size. */
  private Set<ChunkId> stored() throws StoreException {
    Set<ChunkId> there = new HashSet<>();
    for (ObjectStat object : store.list("chunks/")) {
      Optional<ChunkId> id = ChunkId.ofObjectKey(object.key());
      if (id.isPresent() && !needed.contains(id.get())) {
        orphaned.add(id.get());
      } else if (id.isPresent()) {
        there.add(id.get());
        requireSize(id.get(), object.size(), there);
      }
    }
    return there;
  }

  private void requireSize(ChunkId id, long size, Set<ChunkId> there) {
    if (size <= ChunkFormat.OVERHEAD || size > ChunkFormat.LARGEST_OBJECT) {
      there.remove(id);
      faults.add(new ChunkFault(id, ChunkFault.Kind.DAMAGED, "object has " + size + " bytes"));
    }
  }

  private void findMissing(Set<ChunkId> there) throws StoreException {
    Set<ChunkId> known = new HashSet<>(there);
    faults.forEach(fault -> known.add(fault.chunkId()));
    for (ChunkId id : needed) {
      if (!known.contains(id) && store.stat(id.objectKey()).isEmpty()) {
        faults.add(new ChunkFault(id, ChunkFault.Kind.MISSING, "no such object"));
      }
    }
    if (!faults.isEmpty()) {
      Presence.requireRepository(store);
    }
  }

  @Override
  public void proven(ChunkId id, int plainSize, int storedSize) {
    readChunks++;
    readBytes += storedSize;
    plainBytes += plainSize;
    progress.at(plainBytes, readBytes);
  }

  @Override
  public void faulty(ChunkFault fault) {
    faults.add(fault);
  }

  /** Reads the manifests once more rather than keep who needs which of a million chunks. */
  private List<BackupId> affected() throws IOException {
    Set<ChunkId> faulty = faulty();
    List<BackupId> affected = new ArrayList<>();
    for (BackupId id : faulty.isEmpty() ? List.<BackupId>of() : backups) {
      try {
        if (repository.manifest(id).streams().stream()
            .anyMatch(stream -> stream.chunks().stream().anyMatch(faulty::contains))) {
          affected.add(id);
        }
      } catch (RepositoryException.NoSuchBackup e) {
        continue; // deleted meanwhile
      }
    }
    return affected;
  }

  private List<AffectedWal> affectedWal() throws IOException {
    Set<ChunkId> faulty = faulty();
    List<AffectedWal> affected = new ArrayList<>();
    if (!faulty.isEmpty()) {
      new WalDocuments(store, keys).visit(new FaultyWal(faulty, affected));
    }
    return affected;
  }

  private record FaultyWal(Set<ChunkId> faulty, List<AffectedWal> affected)
      implements WalDocuments.Visitor {
    @Override
    public void at(WalKeys.Document document, WalDocument content) {
      if (content.chunks().stream().anyMatch(faulty::contains)) {
        affected.add(new AffectedWal(document.sourceId(), document.listed().file()));
      }
    }

    @Override
    public void unreadable(String key, RepositoryException why) {
      return; // told already
    }
  }

  private Set<ChunkId> faulty() {
    Set<ChunkId> faulty = new HashSet<>();
    faults.forEach(fault -> faulty.add(fault.chunkId()));
    return faulty;
  }
}
