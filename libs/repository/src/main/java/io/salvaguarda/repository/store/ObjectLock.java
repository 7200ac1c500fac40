package io.salvaguarda.repository.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a store is told to keep from being deleted, whoever asks, with whatever credentials.
 *
 * @param mode of new locks
 * @param period from each put or renewal
 * @param fromPut the keys of objects that are locked by the very request that puts them
 */
public record ObjectLock(Mode mode, Duration period, Predicate<String> fromPut) {

  /** Who may lift a lock before its time. */
  public enum Mode {
    /** Whoever has a special permission, and asks for it in so many words. We never do. */
    GOVERNANCE,
    /** Nobody. */
    COMPLIANCE
  }

  /**
   * The lock that an object is under.
   *
   * @param until by the store's clock
   */
  public record Term(Mode mode, Instant until) {}

  /** What an object that is put now is to be under from the beginning. */
  public Optional<Term> begun(String key, Instant now) {
    return fromPut.test(key) ? Optional.of(new Term(mode, now.plus(period))) : Optional.empty();
  }

  /**
   * What the object must be under now; empty while three quarters of the period remain: a lock is
   * renewed early, so that nothing is lost when renewing fails for a while, and seldom. The mode
   * stays: a weaker one is refused, a stronger one needs the right to lift the lock.
   */
  public Optional<Term> renewed(ObjectStat object, Instant now) {
    Optional<Term> current = object.lock().filter(term -> term.until().isAfter(now));
    Duration left = current.map(term -> Duration.between(now, term.until())).orElse(Duration.ZERO);
    return left.multipliedBy(4).compareTo(period.multipliedBy(3)) >= 0
        ? Optional.empty()
        : Optional.of(new Term(current.map(Term::mode).orElse(mode), now.plus(period)));
  }
}
