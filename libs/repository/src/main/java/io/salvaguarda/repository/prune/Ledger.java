package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.prune.PruneReport.Tally;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what happens to chunks, and passes it on. */
final class Ledger {

  private final PruneObserver observer;
  private final Map<Fate, Tally> byFate = new EnumMap<>(Fate.class);
  private final Set<ChunkId> locked = new HashSet<>();
  private Tally needed = Tally.NONE;

  Ledger(PruneObserver observer) {
    this.observer = observer;
  }

  synchronized void note(ChunkId id, long bytes, Fate fate, Optional<Instant> since) {
    byFate.put(fate, byFate.getOrDefault(fate, Tally.NONE).and(bytes));
    if (fate == Fate.LOCKED) {
      locked.add(id);
    }
    observer.at(id, bytes, fate, since);
  }

  void note(MarkedChunk chunk, Fate fate, MarkList list) {
    note(chunk.id(), chunk.bytes(), fate, Optional.of(list.publishedAt()));
  }

  /** Those that stayed for their locks, in this run. */
  synchronized Set<ChunkId> locked() {
    return Set.copyOf(locked);
  }

  synchronized void needed(long bytes) {
    needed = needed.and(bytes);
  }

  synchronized PruneReport report() {
    return new PruneReport(needed, byFate);
  }
}
