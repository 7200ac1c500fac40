package io.salvaguarda.postgres.physical;

import java.util.Set;
import java.util.TreeSet;

/**
 * The server's list of tablespaces: lines of an OID, a blank and a path, in which a backslash
 * precedes a line break.
 */
final class TablespaceMap {
  private TablespaceMap() {}

  static Set<Long> oids(String map) throws Refused {
    Set<Long> oids = new TreeSet<>();
    for (String line : map.replaceAll("(?s)\\\\.", "_").split("[\r\n]+")) {
      String oid = line.replaceFirst(" .*$", "");
      if (oid.matches("[1-9][0-9]{0,9}")) {
        oids.add(Long.parseLong(oid));
      } else if (!line.isEmpty()) {
        throw Refused.damaged("tablespace_map cannot be read");
      }
    }
    return oids;
  }
}
