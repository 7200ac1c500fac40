package io.salvaguarda.repository;

import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies archived WAL to the copy of a repository. What is not whole yet is left for later. */
final class WalCopy {

  /** Files between two looks at the copy's marks. */
  private static final int BATCH = 512;

  private final ObjectStore source;
  private final BackupRepository target;
  private final ObjectStore targetStore;
  private final SubKeys keys;
  private final Clocks clocks;

  WalCopy(
      ObjectStore source,
      BackupRepository target,
      ObjectStore targetStore,
      SubKeys keys,
      Clocks clocks) {
    this.source = source;
    this.target = target;
    this.targetStore = targetStore;
    this.keys = keys;
    this.clocks = clocks;
  }

  WalCopied run(CopyProgress progress) throws IOException {
    WalCopied copied = WalCopied.NONE;
    List<WalKeys.Document> missing = missing();
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<WalKeys.Document> batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
      copied = copied.and(copy(batch, progress));
    }
    copyClusters();
    return copied;
  }

  /** Oldest first on each timeline. */
  private List<WalKeys.Document> missing() throws StoreException {
    Set<String> there =
        targetStore.list(WalKeys.ROOT).stream().map(ObjectStat::key).collect(Collectors.toSet());
    List<WalKeys.Document> missing = new ArrayList<>();
    for (ObjectStat object : source.list(WalKeys.ROOT)) {
      Optional<WalKeys.Document> document = WalKeys.documentOf(object);
      if (document.isPresent()
          && !document.get().listed().partial()
          && !there.contains(object.key())) {
        missing.add(document.get());
      }
    }
    return missing;
  }

  private WalCopied copy(List<WalKeys.Document> batch, CopyProgress progress) throws IOException {
    Stopwatch stopwatch = clocks.start();
    MarkedChunks marked = MarkedChunks.read(targetStore, new Documents(keys), clocks);
    Set<String> sources = new HashSet<>();
    batch.forEach(document -> sources.add(document.sourceId()));
    Suspects suspects = Suspects.ofCopy(target, sources);
    List<String> damaged = new ArrayList<>();
    long files = 0;
    try (ChunkCopies copies =
        new ChunkCopies(source, targetStore, keys, marked, suspects, progress)) {
      for (WalKeys.Document document : batch) {
        try {
          files += copy(document, copies, stopwatch) ? 1 : 0;
        } catch (RepositoryException.Damaged | DamagedChunk e) {
          damaged.add(document.key() + ": " + e.getMessage());
        }
      }
      return new WalCopied(files, copies.newChunks(), copies.newBytes(), damaged);
    }
  }

  private boolean copy(WalKeys.Document document, ChunkCopies copies, Stopwatch stopwatch)
      throws IOException {
    String key = document.key();
    try {
      WalDocument content = WalDocument.read(source, key, keys);
      byte[] file = source.get(key, WalDocument.LIMIT);
      copies.copy(content.chunks());
      return new Publication(targetStore, key, stopwatch).publish(ByteBuffer.wrap(file));
    } catch (StoreException.NotFound e) {
      return false; // deleted meanwhile
    }
  }

  /** The copy follows the first in which cluster is archived. */
  private void copyClusters() throws StoreException {
    for (ObjectStat object : source.list(WalKeys.ROOT)) {
      if (object.key().endsWith("/" + WalKeys.CLUSTER)) {
        copyCluster(object.key());
      }
    }
  }

  private void copyCluster(String key) throws StoreException {
    byte[] ours = source.get(key, WalDocument.LIMIT);
    ByteBuffer file = ByteBuffer.wrap(ours);
    if (!targetStore.putIfAbsent(key, file)
        && !Arrays.equals(targetStore.get(key, WalDocument.LIMIT), ours)) {
      targetStore.put(key, file);
    }
  }
}
