package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Future;

/** Reads every chunk of one backup once. */
final class ManifestCheck {

  private static final int AHEAD = 6;

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
    Deque<ChunkBuffer> free = new ArrayDeque<>();
    for (int i = 0; i < AHEAD; i++) {
      free.add(new ChunkBuffer());
    }
    Deque<Fetch> ahead = new ArrayDeque<>();
    try (ChunkFetchers fetchers = new ChunkFetchers(store, keys)) {
      for (ChunkId id : ids) {
        if (free.isEmpty()) {
          free.add(finish(ahead.poll()));
        }
        ChunkBuffer buffer = free.poll();
        ahead.add(new Fetch(id, buffer, fetchers.fetch(id, buffer)));
      }
      while (!ahead.isEmpty()) {
        finish(ahead.poll());
      }
    }
    if (faults.isEmpty()) {
      requireSizes();
    }
    return faults;
  }

  private record Fetch(ChunkId id, ChunkBuffer buffer, Future<Integer> done) {}

  private ChunkBuffer finish(Fetch fetch) throws IOException {
    try {
      storedBytes += Workers.await(fetch.done);
      plainBytes += fetch.buffer.length();
      plainSizes.put(fetch.id, fetch.buffer.length());
    } catch (DamagedChunk e) {
      faults.add(e.fault());
    }
    progress.at(plainBytes, storedBytes);
    return fetch.buffer;
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
