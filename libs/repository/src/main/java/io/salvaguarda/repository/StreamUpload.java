package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.ChunkNamer;
import io.salvaguarda.repository.chunk.Cutter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream, names its chunks and hands them over to be stored.
 *
 * @param taker is given each chunk, and stores it or gives its buffer back
 */
record StreamUpload(ChunkUploads uploads, ChunkNamer namer, Taker taker, Progress progress) {

  @FunctionalInterface
  interface Taker {
    void take(ChunkId id, ChunkBuffer chunk, ChunkUploads.Tally tally);
  }

  /**
   * @param chunks all of the stream's, in order
   */
  record Uploaded(List<ChunkId> chunks, long plainBytes) {}

  /** Returns when all that was handed over is stored. */
  Uploaded run(Cutter cutter, ChunkUploads.Tally tally) throws IOException {
    List<ChunkId> ids = new ArrayList<>();
    long plainBytes = 0;
    for (ChunkBuffer chunk = uploads.lease(tally); ; chunk = uploads.lease(tally)) {
      if (!cut(cutter, chunk)) {
        uploads.release(chunk);
        break;
      }
      plainBytes += chunk.length();
      ChunkId id = namer.nameOf(chunk);
      ids.add(id);
      taker.take(id, chunk, tally);
      progress.at(plainBytes, tally.newBytes());
    }
    tally.awaitAll();
    progress.at(plainBytes, tally.newBytes());
    return new Uploaded(ids, plainBytes);
  }

  /** A stream that failed must not keep its buffer from the others, which are to end too. */
  private boolean cut(Cutter cutter, ChunkBuffer chunk) throws IOException {
    try {
      return cutter.next(chunk);
    } catch (IOException | RuntimeException e) {
      uploads.release(chunk);
      throw e;
    }
  }
}
