package io.salvaguarda.events;

/**
 * One thing that is wrong with a backup.
 *
 * @param code what is wrong, for programs: CHUNK_DAMAGED, CHUNK_MISSING, ROW_COUNT_DIFFERS,
 *     TABLE_MISSING, RESTORE_ERROR and others; the list grows
 * @param object what it is wrong with: a chunk id, a table, a sequence; cut to 2 KiB like the rest
 * @param expected what the backup's own record says; absent where nothing can be compared
 * @param actual what was found; absent where nothing was
 * @param message one sentence for people
 */
public record Finding(
    String code,
    String object,
    @OptionalField String expected,
    @OptionalField String actual,
    String message) {
  public Finding {
    code = Bounded.text("code", code);
    object = Bounded.text("object", object);
    expected = expected == null ? null : Bounded.text("expected", expected);
    actual = actual == null ? null : Bounded.text("actual", actual);
    message = Bounded.text("message", message);
  }
}
