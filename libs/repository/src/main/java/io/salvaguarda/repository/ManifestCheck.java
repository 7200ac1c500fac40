package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Reads every chunk of one backup once. */
final class ManifestCheck implements ChunkProofs.Listener {

  private final ObjectStore store;
  private final SubKeys keys;
  private final Manifest manifest;
  private final Progress progress;
  private final Map<ChunkId, Integer> plainSizes = new HashMap<>();
  private final List<ChunkFault> faults = new ArrayList<>();
  private long plainBytes;
  private long storedBytes;

  ManifestCheck(ObjectStore store, SubKeys keys, Manifest manifest, Progress progress) {
    this.store = store;
    this.keys = keys;
    this.manifest = manifest;
    this.progress = progress;
  }

  List<ChunkFault> run() throws IOException {
    SequencedSet<ChunkId> ids = new LinkedHashSet<>();
    manifest.streams().forEach(stream -> ids.addAll(stream.chunks()));
    new ChunkProofs(store, keys, this).run(ids);
    if (faults.isEmpty()) {
      requireSizes();
    }
    return faults;
  }

  @Override
  public void proven(ChunkId id, int plainSize, int storedSize) {
    storedBytes += storedSize;
    plainBytes += plainSize;
    plainSizes.put(id, plainSize);
    progress.at(plainBytes, storedBytes);
  }

  @Override
  public void faulty(ChunkFault fault) {
    faults.add(fault);
    progress.at(plainBytes, storedBytes);
  }

  private void requireSizes() throws RepositoryException.Damaged {
    for (BackedUpStream stream : manifest.streams()) {
      long size = stream.chunks().stream().mapToLong(plainSizes::get).sum();
      if (size != stream.summary().plainBytes()) {
        throw new RepositoryException.Damaged(
            manifest.id().manifestKey(),
            "stream " + stream.name() + " has " + size + " bytes, not as told");
      }
    }
  }
}
