package io.salvaguarda.repository.wal;

import java.util.ArrayList;
import java.util.List;

/**
 * A history file's content: how a timeline came to be.
 *
 * @param switches oldest first
 */
public record TimelineHistory(List<Switch> switches) {

  /**
   * @param timeline that was left
   * @param at where the next one began
   */
  public record Switch(int timeline, long at) {}

  public TimelineHistory {
    switches = List.copyOf(switches);
  }

  /**
   * @throws IllegalArgumentException when it is no history file
   */
  public static TimelineHistory parse(String text) {
    List<Switch> switches = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        switches.add(parseLine(line));
      }
    }
    return new TimelineHistory(switches);
  }

  private static Switch parseLine(String line) {
    String[] fields = line.split("\\s+", 3);
    int slash = fields.length < 2 ? -1 : fields[1].indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a line of a timeline's history: " + line);
    }
    long high = Long.parseUnsignedLong(fields[1], 0, slash, 16);
    long low = Long.parseUnsignedLong(fields[1], slash + 1, fields[1].length(), 16);
    return new Switch(Integer.parseUnsignedInt(fields[0]), high << 32 | low);
  }
}
