package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkBuffer;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.Cutter;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts a stream and hands its chunks over to be stored.
 *
 * @param needs says of each chunk, once and from several threads, whether it is to be put
 */
record StreamUpload(
    ChunkUploads uploads, Function<ChunkId, ChunkUploads.Need> needs, Progress progress) {

  /**
   * @param chunks all of the stream's, in order
   */
  record Uploaded(List<ChunkId> chunks, long plainBytes) {}

  /** Returns when all that was handed over is stored. */
  Uploaded run(Cutter cutter, ChunkUploads.Tally tally) throws IOException {
    long plainBytes = 0;
    for (ChunkBuffer chunk = uploads.lease(tally); ; chunk = uploads.lease(tally)) {
      if (!cut(cutter, chunk)) {
        uploads.release(chunk);
        break;
      }
      plainBytes += chunk.length();
      uploads.store(chunk, needs, tally);
      progress.at(plainBytes, tally.newBytes());
    }
    List<ChunkId> ids = tally.awaitAll();
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
