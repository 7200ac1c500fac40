package io.salvaguarda.verify.proof;

/** The names of a logical backup's streams. */
final class Streams {

  /** pg_dump's archive in the custom format. */
  static final String DUMP = "dump";

  /** The roles' script, UTF-8. */
  static final String GLOBALS = "globals";

  private Streams() {}
}
