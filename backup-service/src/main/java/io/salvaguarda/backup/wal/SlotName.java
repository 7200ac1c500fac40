package io.salvaguarda.backup.wal;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The replication slot of a source. */
public final class SlotName {

  private static final String PREFIX = "salvaguarda_";
  private static final int LONGEST = 63;
  private static final int SUM = 9;

  private SlotName() {}

  /** A name that PostgreSQL takes, and no other source has. */
  public static String of(String sourceId) {
    String name = PREFIX + sourceId.replace('-', '_');
    if (name.length() <= LONGEST) {
      return name;
    }
    CRC32 sum = new CRC32();
    sum.update(sourceId.getBytes(StandardCharsets.UTF_8));
    return "%s_%08x".formatted(name.substring(0, LONGEST - SUM), sum.getValue());
  }
}
