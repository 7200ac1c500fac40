package io.salvaguarda.repository.wal;

import java.util.regex.Pattern;

/**
 * A file that PostgreSQL archives.
 *
 * @param systemId of the cluster that wrote it: decimal, as {@code pg_controldata} tells it
 * @param name as PostgreSQL names it
 */
public record WalFile(String systemId, String name) implements Comparable<WalFile> {

  /** What a file is; by its name. */
  public enum Kind {
    /** 24 hex digits: timeline, and the segment's number in two parts. */
    SEGMENT("[0-9A-F]{24}"),
    /** Where a timeline branched off: {@code 00000002.history}. */
    HISTORY("[0-9A-F]{8}\\.history"),
    /** Where a base backup began: {@code <segment>.<offset>.backup}. */
    BACKUP_HISTORY("[0-9A-F]{24}\\.[0-9A-F]{8}\\.backup"),
    /** The last segment of a timeline that was left, as its successor archives it. */
    LEFT_SEGMENT("[0-9A-F]{24}\\.partial");

    private final Pattern shape;

    Kind(String shape) {
      this.shape = Pattern.compile(shape);
    }

    boolean fits(String name) {
      return shape.matcher(name).matches();
    }
  }

  private static final Pattern SYSTEM_ID = Pattern.compile("[1-9][0-9]{0,19}");

  /**
   * @throws IllegalArgumentException when a part is not of its shape
   */
  public WalFile {
    requireSystemId(systemId);
    kindOf(name);
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  public static String requireSystemId(String systemId) {
    if (!SYSTEM_ID.matcher(systemId).matches()) {
      throw new IllegalArgumentException("not a system identifier: " + systemId);
    }
    return systemId;
  }

  /** Whether PostgreSQL archives files of such a name. */
  public static boolean isName(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.fits(name)) {
        return true;
      }
    }
    return false;
  }

  private static Kind kindOf(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.fits(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not the name of a WAL file: " + name);
  }

  /** What it is. */
  public Kind kind() {
    return kindOf(name);
  }

  /** The timeline that its name begins with. */
  public int timeline() {
    return Integer.parseUnsignedInt(name, 0, 8, 16);
  }

  /** By timeline, then by position. */
  @Override
  public int compareTo(WalFile other) {
    int bySystem = systemId.compareTo(other.systemId);
    return bySystem != 0 ? bySystem : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return systemId + "/" + name;
  }
}
