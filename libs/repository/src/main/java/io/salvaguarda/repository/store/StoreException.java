package io.salvaguarda.repository.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Why a store did not do as asked; the type says whether asking again can help. */
public abstract sealed class StoreException extends IOException {

  private StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The object does not exist; the store itself answered well. */
  public static final class NotFound extends StoreException {
    public NotFound(String message) {
      super(message, null);
    }
  }

  /** The store cannot be reached or cannot serve now. Asking again may help. */
  public static final class Unavailable extends StoreException {
    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }

    public Unavailable(String message) {
      super(message, null);
    }
  }

  /**
   * The store refuses: credentials, permission, certificate, no such bucket, or a request that it
   * does not take. Asking again does not help before someone changes something.
   */
  public static final class Denied extends StoreException {
    public Denied(String message, Throwable cause) {
      super(message, cause);
    }

    public Denied(String message) {
      super(message, null);
    }
  }

  /**
   * The object is locked: the store keeps it whoever asks, as it was told to. Asking again helps
   * when the lock is over.
   */
  public static final class Locked extends StoreException {
    private final transient Instant until;

    /**
     * @param until by the store's clock; null when nobody knows, as with a legal hold
     */
    public Locked(String message, Instant until) {
      super(message, null);
      this.until = until;
    }

    public Optional<Instant> until() {
      return Optional.ofNullable(until);
    }
  }

  /** No space is left. */
  public static final class Full extends StoreException {
    public Full(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The store works, but lacks something without which a repository in it is not safe. Asking again
   * does not help before the server is another.
   */
  public static final class Unfit extends StoreException {
    public Unfit(String message) {
      super(message, null);
    }
  }
}
