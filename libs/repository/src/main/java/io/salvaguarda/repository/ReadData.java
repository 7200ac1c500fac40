package io.salvaguarda.repository;

import io.salvaguarda.repository.chunk.ChunkId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which chunks a check reads. Parts are told apart by the chunks' names: so {@code parts} checks,
 * one of each part, have read everything, whatever was added meanwhile.
 *
 * @param part from 1 to {@code parts}; 0 for none
 * @param parts at least 1
 */
public record ReadData(int part, int parts) {

  /** Only looks whether chunks are there. */
  public static final ReadData NONE = new ReadData(0, 1);

  public static final ReadData ALL = new ReadData(1, 1);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * @throws IllegalArgumentException when there is no such part
   */
  public ReadData {
    if (parts < 1 || part < 0 || part > parts) {
      throw new IllegalArgumentException("there is no part " + part + " of " + parts);
    }
  }

  /**
   * @param text {@code part/parts}, as in 1/7
   * @throws IllegalArgumentException when it is anything else
   */
  public static ReadData parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || text.startsWith("0")) {
      throw new IllegalArgumentException("not a part such as 1/7: " + text);
    }
    return new ReadData(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  boolean includes(ChunkId id) {
    return Long.remainderUnsigned(id.first(), parts) == part - 1;
  }
}
