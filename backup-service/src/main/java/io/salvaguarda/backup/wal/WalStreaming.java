package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.WalStream;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One stream of one timeline: receives, keeps what has arrived of a segment at every flush and the
 * segment when it is whole, and confirms to the server nothing but what is durable.
 */
public final class WalStreaming {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final long CONFIRM_NANOS = Duration.ofSeconds(5).toNanos();

  /** What arrives while a flush is under way waits for the next one, and that takes its time. */
  private static final int FLUSH_SHARE = 2;

  /** A server that stops waits for what it sent, so a quiet stream is flushed earlier. */
  private static final int QUIET_SHARE = 4;

  /**
   * @param flush how old what is not durable may become
   * @param uploads segments that are put at once
   */
  public record Pace(Duration flush, int uploads) {}

  private final WalStream stream;
  private final WalArchive archive;
  private final StreamStart start;
  private final Path folder;
  private final Pace pace;
  private final StreamObserver observer;
  private final String systemId;
  private final int segmentBytes;

  private SegmentSpool spool;
  private Lsn received;
  private Lsn serverEnd;
  private Lsn confirmed;

  /** Up to where it was handed to the archive. */
  private Lsn handed;

  private long confirmedAt;
  private long flushedAt;

  WalStreaming(
      WalStream stream,
      WalArchive archive,
      StreamStart start,
      Path folder,
      Pace pace,
      StreamObserver observer) {
    this.stream = stream;
    this.archive = archive;
    this.start = start;
    this.folder = folder;
    this.pace = pace;
    this.observer = observer;
    this.systemId = stream.identity().systemId();
    this.segmentBytes = stream.walSegmentBytes();
    this.received = start.from();
    this.serverEnd = stream.identity().position();
  }

  /**
   * Runs until it may not go on, or the server has left the timeline: then all of it is durable.
   *
   * @return the next timeline; empty when it was stopped
   */
  Optional<WalStream.TimelineEnded> run(BooleanSupplier mayGoOn) throws IOException {
    handed = start.from().plus(partialBytes());
    confirmed = start.from();
    long now = System.nanoTime();
    confirmedAt = now - CONFIRM_NANOS;
    flushedAt = now;
    try (WalUploads uploads = new WalUploads(archive, handed, pace.uploads(), observer)) {
      while (mayGoOn.getAsBoolean()) {
        switch (stream.read(POLL)) {
          case WalStream.Wal wal -> receive(wal, uploads, mayGoOn);
          case WalStream.Idle idle -> {
            serverEnd = later(serverEnd, idle.serverEnd());
            flushAfter(pace.flush().dividedBy(QUIET_SHARE), uploads);
          }
          case WalStream.TimelineEnded ended -> {
            return finish(uploads, mayGoOn) ? Optional.of(ended) : Optional.empty();
          }
        }
        flushAfter(pace.flush().dividedBy(FLUSH_SHARE), uploads);
        confirm(uploads.durable());
      }
      return Optional.empty();
    } finally {
      if (spool != null) {
        spool.close();
      }
    }
  }

  /** What an earlier stream has kept of the first segment must not be replaced by less. */
  private int partialBytes() throws IOException {
    return archive
        .find(file(start.from()))
        .filter(StoredWal::partial)
        .map(stored -> (int) stored.plainBytes())
        .orElse(0);
  }

  private WalFile file(Lsn at) {
    return new WalFile(systemId, at.segmentName(start.timeline(), segmentBytes));
  }

  private void receive(WalStream.Wal wal, WalUploads uploads, BooleanSupplier mayGoOn)
      throws IOException {
    if (!wal.at().equals(received)) {
      throw new IOException("the server sent WAL of " + wal.at() + " instead of " + received);
    }
    for (int taken = 0; taken < wal.bytes().length; ) {
      if (spool == null) {
        spool = SegmentSpool.open(folder, file(received), received, segmentBytes);
      }
      taken += spool.append(wal.bytes(), taken);
      received = spool.end();
      if (spool.isFull()) {
        awaitRoom(uploads, mayGoOn);
        handed = later(handed, spool.end());
        uploads.whole(spool);
        spool = null;
      }
    }
    serverEnd = later(serverEnd, received);
  }

  private void awaitRoom(WalUploads uploads, BooleanSupplier mayGoOn) throws IOException {
    while (!uploads.hasRoom() && mayGoOn.getAsBoolean()) {
      uploads.awaitOne(POLL);
      confirm(uploads.durable());
    }
  }

  private void flushAfter(Duration age, WalUploads uploads) throws IOException {
    long now = System.nanoTime();
    uploads.durable();
    if (now - flushedAt < age.toNanos() || !uploads.isIdle()) {
      return; // what is under way will be durable before a later part could be
    }
    if (spool != null && handed.isBefore(spool.end())) {
      handed = spool.end();
      uploads.partial(spool);
    }
    flushedAt = now;
  }

  /** False when it was stopped before all was durable. */
  private boolean finish(WalUploads uploads, BooleanSupplier mayGoOn) throws IOException {
    while (mayGoOn.getAsBoolean()) {
      flushAfter(Duration.ZERO, uploads);
      if (uploads.isIdle() && !handed.isBefore(received)) {
        confirm(uploads.durable());
        return true;
      }
      uploads.awaitOne(POLL);
    }
    return false;
  }

  private void confirm(Lsn durable) {
    long now = System.nanoTime();
    Lsn safe = durable.isBefore(received) ? durable : received;
    if (confirmed.isBefore(safe) || now - confirmedAt >= CONFIRM_NANOS) {
      stream.confirm(received, safe);
      confirmed = safe;
      confirmedAt = now;
    }
    observer.reached(systemId, start.timeline(), segmentBytes, safe, serverEnd);
  }

  private static Lsn later(Lsn one, Lsn other) {
    return one.isBefore(other) ? other : one;
  }
}
