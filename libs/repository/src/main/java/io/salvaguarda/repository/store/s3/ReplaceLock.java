package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An object made by a conditional put, on which the whole format relies. One that a crash left is
 * taken away once it is so old, by the server's own clock alone, that the server would refuse
 * whatever its holder still sends: its requests bear the date of the lock, which is off by 15
 * minutes at most then, and the two clocks differ by no more.
 */
final class ReplaceLock {

  private static final Duration STALE = Duration.ofMinutes(40);

  /** Of our own request whose reply was lost: then its age is nearly none. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final int LIMIT = 1024;

  private final Versions versions;
  private final SinglePut put;

  ReplaceLock(Versions versions, SinglePut put) {
    this.versions = versions;
    this.put = put;
  }

  /**
   * @param holder what the lock holds then; like no other's
   * @throws StoreException.Unavailable when someone else has it
   */
  void take(String lock, byte[] holder) throws StoreException {
    if (made(lock, holder)) {
      return;
    }
    Optional<Versions.Version> found = versions.read(lock, LIMIT);
    if (found.isPresent() && found.get().has(holder) && found.get().age().compareTo(FRESH) < 0) {
      return;
    }
    if (found.isPresent() && found.get().age().compareTo(STALE) > 0) {
      removeStale(lock, found.get().bytes(), holder);
    }
    if (!made(lock, holder)) {
      throw busy(lock);
    }
  }

  /**
   * Of several that find it stale one removes it, and only that one: who comes late finds another
   * lock or none.
   */
  private void removeStale(String lock, byte[] stale, byte[] holder) throws StoreException {
    String claim = lock + "-" + hash(stale);
    if (!made(claim, holder)) {
      throw busy(claim);
    }
    if (versions.read(lock, LIMIT).filter(now -> now.has(stale)).isPresent()) {
      versions.remove(lock);
    }
    versions.remove(claim);
  }

  private boolean made(String object, byte[] holder) throws StoreException {
    return put.send(object, ByteBuffer.wrap(holder), true) != SinglePut.Sent.REFUSED;
  }

  private static StoreException busy(String object) {
    return new StoreException.Unavailable(
        "S3: someone else holds the lock \"%s\"; should it stay for an hour, delete that object"
            .formatted(object));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
