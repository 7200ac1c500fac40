package io.salvaguarda.repository;

import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the WAL of one source is kept. What has arrived of a segment has its length in its name, so
 * that it only grows, whoever writes it: the longest counts.
 */
record WalKeys(String sourceId) {

  static final String ROOT = "wal/";
  static final String CLUSTER = "cluster.json";

  private static final Pattern DOCUMENT =
      Pattern.compile(
          "wal/(?<source>[a-z0-9][a-z0-9-]{0,62})/(?<system>[0-9]{1,20})/(?<timeline>[0-9A-F]{8})/"
              + "(?<name>[0-9A-F][0-9A-Za-z.]{0,49}?)(\\.arriving/(?<arrived>[0-9a-f]{8}))?\\.json");

  WalKeys {
    BackupId.requireSourceId(sourceId);
  }

  /** A document that names chunks. */
  record Document(String key, String sourceId, ListedWal listed) {}

  /** The document that is kept under the object's key; empty for every other key. */
  static Optional<Document> documentOf(ObjectStat object) {
    Matcher key = DOCUMENT.matcher(object.key());
    if (!key.matches()) {
      return Optional.empty();
    }
    String name = key.group("name");
    if (!WalFile.isName(name) || !name.startsWith(key.group("timeline"))) {
      return Optional.empty();
    }
    String arrived = key.group("arrived");
    try {
      ListedWal listed =
          new ListedWal(
              new WalFile(key.group("system"), name),
              object.modified(),
              arrived == null
                  ? OptionalInt.empty()
                  : OptionalInt.of(Integer.parseInt(arrived, 16)));
      return Optional.of(new Document(object.key(), key.group("source"), listed));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the key is of the document that names no chunks but clusters, or of a lock on it. */
  static boolean isCluster(String key) {
    String[] parts = key.split("/", 3);
    return parts.length == 3 && parts[2].startsWith(CLUSTER);
  }

  /** What all keys of the source begin with. */
  String root() {
    return ROOT + sourceId + "/";
  }

  /** Which clusters were archived for the source. */
  String cluster() {
    return root() + CLUSTER;
  }

  /** What all keys of the cluster begin with. */
  String system(String systemId) {
    return root() + WalFile.requireSystemId(systemId) + "/";
  }

  /** The whole file's document. */
  String whole(WalFile file) {
    return path(file) + ".json";
  }

  /** What has arrived of the segment. */
  String arriving(WalFile file) {
    return path(file) + ".arriving/";
  }

  /** The document of the segment's first bytes. */
  String arrived(WalFile file, int bytes) {
    return arriving(file) + String.format(Locale.ROOT, "%08x.json", bytes);
  }

  private String path(WalFile file) {
    return system(file.systemId()) + file.name().substring(0, 8) + "/" + file.name();
  }
}
