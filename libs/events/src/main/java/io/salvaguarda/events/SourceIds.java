package io.salvaguarda.events;

import java.util.regex.Pattern;

/** The rule for a source's id: it is a record key, a header, a folder name and a YAML key. */
public final class SourceIds {
  /** The subject of facts that belong to no source's own record. */
  public static final String UNKNOWN = "unknown";

  /** The subject of every {@link StorageEvent}. */
  public static final String STORAGE = "storage";

  /**
   * The subject of facts about the events themselves: the way by which services hear each other.
   */
  public static final String EVENTS = "events";

  /** The subject of facts about reports. */
  public static final String REPORTS = "reports";

  private static final Pattern VALID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private SourceIds() {}

  /**
   * Returns the id.
   *
   * @throws IllegalArgumentException when it is null or malformed
   */
  public static String require(String sourceId) {
    if (!isValid(sourceId)) {
      throw new IllegalArgumentException("sourceId does not match " + VALID);
    }
    return sourceId;
  }

  /** Whether the id is well formed; false for null. */
  public static boolean isValid(String sourceId) {
    return sourceId != null && VALID.matcher(sourceId).matches();
  }

  /** The subject of a record that may be anything, when only a valid id will do. */
  public static String orUnknown(String subject) {
    return isValid(subject) ? subject : UNKNOWN;
  }
}
