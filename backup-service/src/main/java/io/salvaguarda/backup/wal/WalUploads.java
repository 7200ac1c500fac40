package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.WalArchive;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes received segments durable, several at once. What counts as durable grows in order: it never
 * runs past a segment that is not. Used by one thread.
 */
final class WalUploads implements AutoCloseable {

  private static final long CLOSE_SECONDS = 5;

  private final WalArchive archive;
  private final StreamObserver observer;
  private final int atOnce;
  private final ExecutorService workers;
  private final Deque<Upload> underWay = new ArrayDeque<>();
  private final Set<SegmentSpool> taken = ConcurrentHashMap.newKeySet();
  private Future<?> lastPartial;
  private Lsn durable;

  private record Upload(Future<?> work, Lsn end) {}

  /**
   * @param durable up to where the archive goes now
   */
  WalUploads(WalArchive archive, Lsn durable, int atOnce, StreamObserver observer) {
    this.archive = archive;
    this.durable = durable;
    this.atOnce = atOnce;
    this.observer = observer;
    // platform threads: work on files holds a virtual thread's carrier
    this.workers =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().daemon().name("wal-put-", 0).factory());
  }

  /** Takes a full segment over, and closes it when it is durable. */
  void whole(SegmentSpool spool) {
    Future<?> before = lastPartial;
    lastPartial = null;
    taken.add(spool);
    start(
        () -> {
          try (spool) {
            if (before != null) {
              before.get(); // a beginning that came after the whole would be in its way
            }
            archive.put(spool.file(), spool.whole(), spool.segmentBytes());
            observer.stored(spool.file(), spool.segmentBytes());
          }
          taken.remove(spool);
          return null;
        },
        spool.end());
  }

  /** Keeps what has arrived of a segment that is still being received. */
  void partial(SegmentSpool spool) {
    int filled = spool.filled();
    start(
        () -> {
          archive.putPartial(spool.file(), spool.prefix(filled), spool.segmentBytes());
          return null;
        },
        spool.end());
    lastPartial = underWay.getLast().work();
  }

  private void start(Callable<Void> work, Lsn end) {
    underWay.add(new Upload(workers.submit(work), end));
  }

  boolean hasRoom() {
    return underWay.size() < atOnce;
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }

  /**
   * Up to where everything is durable now.
   *
   * @throws IOException why something cannot be made durable
   */
  Lsn durable() throws IOException {
    while (!underWay.isEmpty() && underWay.getFirst().work().isDone()) {
      finish(underWay.removeFirst());
    }
    return durable;
  }

  /** Waits a while for the oldest of what is under way; {@link #durable} says what came of it. */
  void awaitOne(Duration atMost) {
    if (underWay.isEmpty()) {
      return;
    }
    try {
      underWay.getFirst().work().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // it failed, which durable() tells, or goes on
    }
  }

  private void finish(Upload upload) throws IOException {
    try {
      upload.work().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while WAL was put");
    } catch (ExecutionException e) {
      throw reasonOf(e.getCause());
    }
    if (durable.isBefore(upload.end())) {
      durable = upload.end();
    }
  }

  private static IOException reasonOf(Throwable cause) {
    return switch (cause) {
      case IOException expected -> expected;
      case ExecutionException earlier -> reasonOf(earlier.getCause());
      default -> new IOException(cause);
    };
  }

  /** Breaks off what is under way, which is harmless: it is put again. */
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SegmentSpool spool : taken) {
      try {
        spool.close();
      } catch (IOException e) {
        // it held nothing that the server does not have
      }
    }
  }
}
