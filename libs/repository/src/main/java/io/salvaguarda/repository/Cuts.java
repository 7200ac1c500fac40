package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.Cutter;
import io.salvaguarda.repository.chunk.StreamCutter;
import io.salvaguarda.repository.chunk.TarCutter;
import java.io.InputStream;

/** Where a stream is cut into chunks. Readers need not know. */
public enum Cuts {
  /** By content: an insertion changes only the chunks around it. For dumps and anything else. */
  CONTENT,
  /**
   * By a tar's structure: at both ends of the content of each larger file, and at fixed distances
   * inside it. So a page that did not change is in a chunk that did not change, wherever the file
   * stands. What turns out to be no tar is cut at fixed distances.
   */
  TAR;

  Cutter of(InputStream in, long[] gear) {
    return switch (this) {
      case CONTENT -> new StreamCutter(in, gear);
      case TAR -> new TarCutter(in, gear);
    };
  }
}
