package io.salvaguarda.repository.store.s3;

/** What is known of one thing that S3 servers differ in. */
public sealed interface Ability {

  /** It was tried, and works; or the bucket has it set. */
  record Present() implements Ability {}

  /**
   * It was tried, and does not work; or the bucket does not have it set.
   *
   * @param answer what the server said or did
   */
  record Missing(String answer) implements Ability {}

  /**
   * It was not found out.
   *
   * @param reason why not: what these credentials may not do, say
   */
  record NotProbed(String reason) implements Ability {}

  /** One word for programs: {@code yes}, {@code no} or {@code not-probed}. */
  default String word() {
    return switch (this) {
      case Present present -> "yes";
      case Missing missing -> "no";
      case NotProbed unknown -> "not-probed";
    };
  }

  /** What stands behind the word; empty when the word says it all. */
  default String answer() {
    return switch (this) {
      case Present present -> "";
      case Missing missing -> missing.answer();
      case NotProbed unknown -> unknown.reason();
    };
  }
}
