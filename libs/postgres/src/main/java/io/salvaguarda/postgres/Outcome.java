package io.salvaguarda.postgres;

import java.util.function.Supplier;

/** Either the value that was asked for or the reason why there is none. */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(PostgresFailure failure) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> failed(PostgresFailure failure) {
    return new Failed<>(failure);
  }

  /** Runs the work; a {@link PostgresException} in it becomes a failed outcome. */
  static <T> Outcome<T> of(Supplier<T> work) {
    try {
      return done(work.get());
    } catch (PostgresException e) {
      return failed(e.failure());
    }
  }

  /** The value, or a {@link PostgresException} with the failure. */
  default T orThrow() {
    return switch (this) {
      case Done<T> done -> done.value();
      case Failed<T> failed -> throw new PostgresException(failed.failure());
    };
  }
}
