package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tries whether a locked object stays, since a bucket may say that it locks and its key not be
 * allowed to. The one object that it needs is left, as it must be; a later trial clears up.
 */
final class LockTrial {

  private static final String OBJECT = S3Probe.PREFIX + "locked";

  /** Long enough for clocks that differ a little. */
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final S3ObjectStore store;
  private final SinglePut put;
  private final String root;
  private final ObjectLock.Mode mode;

  LockTrial(S3ObjectStore store, SinglePut put, String root, ObjectLock.Mode mode) {
    this.store = store;
    this.put = put;
    this.root = root;
    this.mode = mode;
  }

  Ability run() throws StoreException {
    isRefused(); // of an earlier trial, whose lock is over
    Instant now = Instant.now();
    ByteBuffer bytes = ByteBuffer.allocate(1);
    SinglePut.Answer answer =
        put.ask(
            root + OBJECT,
            bytes,
            BodyCheck.of(
                bytes, put.overTls(), Optional.of(new ObjectLock.Term(mode, now.plus(PERIOD)))),
            SinglePut.UNCONDITIONAL,
            now);
    if (!answer.stored()) {
      return refused(answer.failure());
    }
    if (store.stat(OBJECT).flatMap(ObjectStat::lock).isEmpty()) {
      return new Ability.Missing("stored a locked object, and does not tell of the lock");
    }
    return isRefused()
        ? new Ability.Present()
        : new Ability.Missing("deleted an object although it was locked");
  }

  private boolean isRefused() throws StoreException {
    try {
      store.delete(OBJECT);
      return false;
    } catch (StoreException.Locked e) {
      return true;
    }
  }

  private static Ability refused(StoreException failure) throws StoreException {
    if (failure instanceof StoreException.Denied) {
      return new Ability.Missing("answered \"" + failure.getMessage() + "\"");
    }
    throw failure;
  }
}
