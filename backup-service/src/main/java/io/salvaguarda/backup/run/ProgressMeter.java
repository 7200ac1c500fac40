package io.salvaguarda.backup.run;

import io.salvaguarda.repository.StreamSummary;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Turns what the repository tells of each chunk into progress; for streams at the same time. */
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

  private long plain;
  private long stored;
  private long chunks;
  private long newChunks;

  ProgressMeter(Consumer<BackupProgress> listener, LongSupplier nanoClock) {
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  synchronized void phase(Phase next) {
    phase = next;
    tell();
  }

  synchronized void estimate(long bytes) {
    estimatedBytes = bytes;
  }

  /** A stream that begins. */
  Stream stream() {
    return new Stream();
  }

  /** One stream's share. */
  final class Stream {
    private long plain;
    private long stored;
    private long chunks;
    private long newChunks;

    private Stream() {}

    /** Its totals so far; called once for each chunk. */
    void at(long plainBytes, long storedBytes) {
      long more = plainBytes > plain ? 1 : 0;
      long moreNew = storedBytes > stored ? 1 : 0;
      is(plainBytes, storedBytes, chunks + more, newChunks + moreNew);
    }

    /** The repository has the last word. */
    void ended(StreamSummary summary) {
      is(summary.plainBytes(), summary.newBytes(), summary.chunks(), summary.newChunks());
    }

    private void is(long plainNow, long storedNow, long chunksNow, long newChunksNow) {
      add(plainNow - plain, storedNow - stored, chunksNow - chunks, newChunksNow - newChunks);
      plain = plainNow;
      stored = storedNow;
      chunks = chunksNow;
      newChunks = newChunksNow;
    }
  }

  private synchronized void add(
      long morePlain, long moreStored, long moreChunks, long moreNewChunks) {
    plain += morePlain;
    stored += moreStored;
    chunks += moreChunks;
    newChunks += moreNewChunks;
    tell();
  }

  private void tell() {
    long now = nanoClock.getAsLong();
    samples.addLast(new Sample(now, plain));
    while (samples.size() > 2 && now - samples.peekFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
    listener.accept(
        new BackupProgress(
            phase,
            plain,
            stored,
            chunks,
            newChunks,
            estimatedBytes,
            rate(now),
            (now - start) / 1_000_000));
  }

  private long rate(long now) {
    Sample oldest = samples.peekFirst();
    long nanos = now - oldest.nanos();
    return nanos <= 0 ? 0 : Math.round((plain - oldest.bytes()) * 1e9 / nanos);
  }
}
