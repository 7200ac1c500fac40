package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.StreamObserver;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.WalFile;
import java.util.Optional;

/** How far one source's stream is, and why it does not go on. */
final class StreamProgress implements StreamObserver {

  private final String source;
  private final WalMetrics metrics;
  private volatile Position position;
  private volatile Trouble trouble;

  /** Where a stream that runs is. */
  record Position(String systemId, int timeline, int segmentBytes, Lsn durable, Lsn serverEnd) {}

  StreamProgress(String source, WalMetrics metrics) {
    this.source = source;
    this.metrics = metrics;
  }

  @Override
  public void stored(WalFile file, long bytes) {
    metrics.stored(source, WalMode.STREAM, bytes);
  }

  @Override
  public void reached(String systemId, int timeline, int segmentBytes, Lsn durable, Lsn serverEnd) {
    position = new Position(systemId, timeline, segmentBytes, durable, serverEnd);
    trouble = null;
  }

  void broke(Trouble why) {
    Trouble before = trouble;
    trouble = before == null ? why : new Trouble(why.failure(), before.since());
  }

  /** Empty before the first word. */
  Optional<Position> position() {
    return Optional.ofNullable(position);
  }

  /** Empty while it streams. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
