package io.salvaguarda.postgres.replication;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As SHOW spells it: {@code 16MB}, {@code 1GB}. */
final class WalSegmentSize {
  private static final Pattern SPELLED = Pattern.compile("(\\d{1,4})(MB|GB)");

  private WalSegmentSize() {}

  static int parse(String spelled) throws ProtocolException {
    Matcher parts = SPELLED.matcher(spelled);
    if (parts.matches()) {
      long bytes = Long.parseLong(parts.group(1)) << (parts.group(2).equals("MB") ? 20 : 30);
      if (bytes >= 1 << 20 && bytes <= 1 << 30 && Long.bitCount(bytes) == 1) {
        return (int) bytes;
      }
    }
    throw new ProtocolException("the server's wal_segment_size is impossible: " + spelled);
  }
}
