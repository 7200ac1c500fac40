package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The segment that is being received, in a file of its own, so that memory does not grow with the
 * cluster's segments. It is nobody's only copy: the server keeps what is not confirmed.
 */
final class SegmentSpool implements AutoCloseable {

  private final WalFile file;
  private final Lsn start;
  private final int segmentBytes;
  private final FileChannel channel;
  private int filled;

  private SegmentSpool(WalFile file, Lsn start, int segmentBytes, FileChannel channel) {
    this.file = file;
    this.start = start;
    this.segmentBytes = segmentBytes;
    this.channel = channel;
  }

  static SegmentSpool open(Path folder, WalFile file, Lsn start, int segmentBytes)
      throws IOException {
    Path path = Files.createTempFile(folder, "wal-", ".spool");
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new SegmentSpool(file, start, segmentBytes, channel);
    } finally {
      Files.delete(path); // what is open stays: nothing is left behind, whatever kills this process
    }
  }

  WalFile file() {
    return file;
  }

  /** Where the segment begins. */
  Lsn start() {
    return start;
  }

  /** Up to where it has arrived. */
  Lsn end() {
    return start.plus(filled);
  }

  int filled() {
    return filled;
  }

  int segmentBytes() {
    return segmentBytes;
  }

  boolean isFull() {
    return filled == segmentBytes;
  }

  /** Takes what belongs to this segment and says how much that was. */
  int append(byte[] bytes, int from) throws IOException {
    int count = Math.min(bytes.length - from, segmentBytes - filled);
    ByteBuffer piece = ByteBuffer.wrap(bytes, from, count);
    while (piece.hasRemaining()) {
      channel.write(piece, filled + (long) (piece.position() - from));
    }
    filled += count;
    return count;
  }

  /** What had arrived when that many bytes had; read while more arrive. */
  ByteBuffer prefix(int bytes) throws IOException {
    return channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes);
  }

  /** The whole segment, to be read once it is full. */
  InputStream whole() throws IOException {
    return Channels.newInputStream(channel.position(0));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
