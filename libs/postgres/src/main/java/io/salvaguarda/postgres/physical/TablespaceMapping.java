package io.salvaguarda.postgres.physical;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where tablespaces go. Never where they were: on the machine of the source that would be the
 * source's own files.
 *
 * @param folder takes those that have no place of their own, each in a folder named by its OID
 * @param places by the tablespace's OID
 */
public record TablespaceMapping(Path folder, Map<Long, Path> places) {

  public TablespaceMapping {
    places = Map.copyOf(places);
  }

  /** All of them below that folder, which must not lie in a data directory. */
  public static TablespaceMapping below(Path folder) {
    return new TablespaceMapping(folder, Map.of());
  }

  /** One of them elsewhere, in a folder that is empty or not there. */
  public TablespaceMapping with(long oid, Path place) {
    Map<Long, Path> more = new TreeMap<>(places);
    more.put(oid, place);
    return new TablespaceMapping(folder, more);
  }

  public Path placeOf(long oid) {
    return places.getOrDefault(oid, folder.resolve(String.valueOf(oid))).toAbsolutePath();
  }
}
