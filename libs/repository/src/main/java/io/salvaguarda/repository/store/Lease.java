package io.salvaguarda.repository.store;

import java.time.Instant;
import java.util.Arrays;

/**
 * The right to do something until a moment, or until someone else takes it: an object that says who
 * has it. Who takes it over replaces the object, and does so only well after {@code until}.
 *
 * @param key of the lease's object
 * @param bytes of that object while the lease is held
 * @param until by the clock of this machine
 */
public record Lease(String key, byte[] bytes, Instant until) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Lease o
        && key.equals(o.key)
        && Arrays.equals(bytes, o.bytes)
        && until.equals(o.until);
  }

  @Override
  public int hashCode() {
    return key.hashCode() * 31 + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Lease[" + key + " until " + until + "]";
  }
}
