package io.salvaguarda.repository.store.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One replacer at a time, in all processes that use the directory. The system lets go of the lock
 * when its process dies, so that none is ever left behind. The lock's file is not the object: to
 * close any reader of a file would let go of the process's locks on it.
 */
final class ReplaceLock {

  private static final String NAME = "replace.lock";

  /** The system's lock is the process's; threads of one process need one more. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private ReplaceLock() {}

  interface Body {
    boolean run() throws IOException;
  }

  static boolean is(Path file) {
    return file.endsWith(NAME);
  }

  /** Waits until the lock is free. */
  static boolean whileHeld(Path folder, Body body) throws IOException {
    THREADS.lock();
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(NAME),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.lock(); // closing the channel lets go of it
      return body.run();
    } finally {
      THREADS.unlock();
    }
  }
}
