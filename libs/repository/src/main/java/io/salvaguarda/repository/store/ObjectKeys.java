package io.salvaguarda.repository.store;

import java.util.regex.Pattern;

/**
 * The keys that every store takes: segments of letters, digits, {@code . _ -} that do not begin
 * with a dot, separated by single slashes. So a key is never an escape from a directory or a URL.
 */
public final class ObjectKeys {

  private static final String SEGMENT = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}";
  private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + "){0,15}");
  private static final Pattern PREFIX = Pattern.compile("(" + SEGMENT + "/){0,15}");

  private ObjectKeys() {}

  /**
   * @throws IllegalArgumentException when it is not a key
   */
  public static String requireKey(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not an object key: " + key);
    }
    return key;
  }

  /**
   * A prefix is whole segments, each ended by a slash, or empty.
   *
   * @throws IllegalArgumentException when it is not a prefix
   */
  public static String requirePrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix of object keys: " + prefix);
    }
    return prefix;
  }
}
