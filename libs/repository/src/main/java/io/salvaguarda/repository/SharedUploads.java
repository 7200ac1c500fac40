package io.salvaguarda.repository;

import java.util.function.Supplier;

/** Uploads that live as long as somebody has use for them: all who archive WAL share one. */
final class SharedUploads {

  private final Supplier<ChunkUploads> maker;
  private ChunkUploads uploads;
  private int users;

  SharedUploads(Supplier<ChunkUploads> maker) {
    this.maker = maker;
  }

  /** To be followed by one {@link #leave}. */
  synchronized ChunkUploads join() {
    if (users == 0) {
      uploads = maker.get();
    }
    users++;
    return uploads;
  }

  synchronized void leave() {
    users--;
    if (users == 0) {
      uploads.close();
      uploads = null;
    }
  }
}
