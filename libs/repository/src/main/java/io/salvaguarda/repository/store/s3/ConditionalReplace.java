package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces an object only while it is the expected one. {@code If-Match} alone does not do: some
 * servers ignore it without a word, others look first and store later. So replacers exclude each
 * other by a {@link ReplaceLock}; {@code If-Match} guards besides. The request bears the date at
 * which the lock was asked for, so that a replacer that was stopped in between is refused by the
 * server, and long before the lock can be taken over.
 */
final class ConditionalReplace {

  /** How long a replacer may take its own lock away. */
  private static final Duration HELD = Duration.ofMinutes(5);

  private final Versions versions;
  private final SinglePut put;
  private final ExpiringDelete delete;
  private final ReplaceLock locks;

  /** Tells our own locks from others' when the reply to the request that made it was lost. */
  private final String owner = UUID.randomUUID().toString();

  ConditionalReplace(Versions versions, SinglePut put, ExpiringDelete delete) {
    this.versions = versions;
    this.put = put;
    this.delete = delete;
    this.locks = new ReplaceLock(versions, put);
  }

  /**
   * @param object its full name in the bucket
   * @param locked of the new object
   * @return false when the object is another or gone
   */
  boolean replace(
      String object, byte[] expected, ByteBuffer bytes, Optional<ObjectLock.Term> locked)
      throws StoreException {
    Instant begin = Instant.now();
    if (versionOf(object, expected).isEmpty()) {
      return false; // and a lock is not even asked for
    }
    String lock = object + ".lock";
    locks.take(lock, (owner + " " + bytes.hashCode()).getBytes(StandardCharsets.US_ASCII));
    try {
      Optional<String> version = versionOf(object, expected);
      return version.isPresent() && put.replace(object, bytes, version.get(), begin, locked);
    } finally {
      delete.before(lock, begin.plus(HELD));
    }
  }

  private Optional<String> versionOf(String object, byte[] expected) throws StoreException {
    return versions
        .read(object, expected.length + 1)
        .filter(found -> found.has(expected))
        .map(Versions.Version::tag);
  }
}
