package io.salvaguarda.postgres.facts;

/**
 * One thing that is not in the copy as it was in the source.
 *
 * @param object the thing's name, for example {@code public.users}
 * @param expected what the source had
 * @param actual what the copy has
 */
public record Difference(Code code, String object, String expected, String actual) {

  /** What differs; a code that is not decisive is worth telling, but the copy is good. */
  public enum Code {
    TABLE_MISSING(true),
    TABLE_UNEXPECTED(true),
    ROW_COUNT_DIFFERS(true),
    CHECKSUM_DIFFERS(true),
    RELATION_MISSING(true),
    MATERIALIZED_VIEW_NOT_POPULATED(true),
    SEQUENCE_MISSING(true),
    SEQUENCE_BEHIND(true),
    SCHEMA_MISSING(true),
    EXTENSION_MISSING(true),
    EXTENSION_VERSION_DIFFERS(false),
    ROLE_MISSING(true),
    OBJECT_COUNT_DIFFERS(true),
    LARGE_OBJECTS_DIFFER(true),
    ENCODING_DIFFERS(true),
    LOCALE_DIFFERS(false);

    private final boolean decisive;

    Code(boolean decisive) {
      this.decisive = decisive;
    }

    /** Whether the copy is bad. */
    public boolean decisive() {
      return decisive;
    }
  }
}
