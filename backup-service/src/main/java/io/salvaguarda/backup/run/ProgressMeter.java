package io.salvaguarda.backup.run;

import io.salvaguarda.repository.StreamSummary;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Turns what the repository tells of each chunk into progress. For one thread. */
final class ProgressMeter {

  private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();

  /** What was read at an instant. */
  private record Sample(long nanos, long bytes) {}

  private final Consumer<BackupProgress> listener;
  private final LongSupplier nanoClock;
  private final long start;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Phase phase = Phase.SNAPSHOT;
  private long estimatedBytes;

  // of the streams that have ended
  private long endedPlain;
  private long endedStored;
  private long endedChunks;
  private long endedNewChunks;

  // of the running stream
  private long plain;
  private long stored;
  private long chunks;
  private long newChunks;

  ProgressMeter(Consumer<BackupProgress> listener, LongSupplier nanoClock) {
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  void phase(Phase next) {
    phase = next;
    tell();
  }

  void estimate(long bytes) {
    estimatedBytes = bytes;
  }

  /** The running stream's totals; called once for each chunk. */
  void at(long plainBytes, long storedBytes) {
    chunks += plainBytes > plain ? 1 : 0;
    newChunks += storedBytes > stored ? 1 : 0;
    plain = plainBytes;
    stored = storedBytes;
    tell();
  }

  void ended(StreamSummary stream) {
    endedPlain += stream.plainBytes();
    endedStored += stream.newBytes();
    endedChunks += stream.chunks();
    endedNewChunks += stream.newChunks();
    plain = 0;
    stored = 0;
    chunks = 0;
    newChunks = 0;
    tell();
  }

  private void tell() {
    long now = nanoClock.getAsLong();
    long bytes = endedPlain + plain;
    samples.addLast(new Sample(now, bytes));
    while (samples.size() > 2 && now - samples.peekFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    listener.accept(
        new BackupProgress(
            phase,
            bytes,
            endedStored + stored,
            endedChunks + chunks,
            endedNewChunks + newChunks,
            estimatedBytes,
            rate(now, bytes),
            (now - start) / 1_000_000));
  }

  private long rate(long now, long bytes) {
    Sample oldest = samples.peekFirst();
    long nanos = now - oldest.nanos();
    return nanos <= 0 ? 0 : Math.round((bytes - oldest.bytes()) * 1e9 / nanos);
  }
}
