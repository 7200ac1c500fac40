package io.salvaguarda.postgres.physical;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes one data directory of one backup's archives. */
final class Extractor {
  private static final int MAP_LIMIT = 1 << 20;
  private static final List<String> NEEDED =
      List.of("PG_VERSION", "backup_label", "global/pg_control");
  private static final String LINKS = "pg_tblspc";

  private final DataDirectory.Extraction how;
  private final Collection<String> names;
  private final Archives archives;
  private final Map<Long, Path> places = new TreeMap<>();

  /** The tablespaces that the data directory itself tells of. */
  private final Set<Long> told = new TreeSet<>();

  Extractor(DataDirectory.Extraction how, Collection<String> names, Archives archives) {
    this.how = how;
    this.names = List.copyOf(names);
    this.archives = archives;
  }

  DataDirectory run() throws IOException {
    requireWhole();
    Path target = how.target().toAbsolutePath();
    for (String name : names) {
      Archives.tablespaceOf(name).ifPresent(oid -> places.put(oid, how.mapping().placeOf(oid)));
    }
    if (places.values().stream().anyMatch(place -> place.startsWith(target))) {
      throw new IllegalArgumentException("a tablespace has no place in a data directory");
    }
    Optional<Forcing> forcing = how.durable() ? Optional.of(new Forcing()) : Optional.empty();
    try {
      return extract(target, forcing);
    } finally {
      forcing.ifPresent(Forcing::close);
    }
  }

  private DataDirectory extract(Path target, Optional<Forcing> forcing) throws IOException {
    FreshTree base = FreshTree.in(target, how.owner(), forcing);
    unpack(Archives.BASE, base);
    for (var tablespace : places.entrySet()) {
      FreshTree tree = FreshTree.in(tablespace.getValue(), how.owner(), forcing);
      unpack("tablespace-" + tablespace.getKey() + ".tar", tree);
      base.link(LINKS + "/" + tablespace.getKey(), tablespace.getValue());
      tree.finish();
    }
    copy(Archives.MANIFEST, base);
    requireCluster(target);
    base.finish();
    return new DataDirectory(target, places, how.owner());
  }

  private void requireWhole() throws Refused {
    for (String name : List.of(Archives.BASE, Archives.MANIFEST)) {
      if (!names.contains(name)) {
        throw Refused.damaged("the backup holds no " + name);
      }
    }
  }

  private void requireCluster(Path target) throws Refused {
    for (String file : NEEDED) {
      if (!Files.isRegularFile(target.resolve(file))) {
        throw Refused.damaged("the backup's data directory holds no " + file);
      }
    }
    if (!told.equals(places.keySet())) {
      throw Refused.damaged(
          "the data directory tells of the tablespaces %s, the backup holds %s"
              .formatted(told, places.keySet()));
    }
  }

  private void copy(String name, FreshTree tree) throws IOException {
    SourceStream source = new SourceStream(archives.open(name), how.progress());
    try (source) {
      tree.file(name, source);
    } finally {
      source.rethrow();
    }
  }

  private void unpack(String name, FreshTree tree) throws IOException {
    SourceStream source = new SourceStream(archives.open(name), how.progress());
    try (source;
        TarArchiveInputStream tar = new TarArchiveInputStream(source, "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, tree);
      }
      // what follows the last entry is read too: a reader of chunks proves each one of them
      source.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (Refused e) {
      source.rethrow();
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      source.rethrow();
      throw Refused.damaged(name + " is no tar archive: " + e.getMessage(), e);
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content, FreshTree tree)
      throws IOException {
    // a link to a folder is spelled with a slash at its end too
    String name = entry.getName().replaceFirst("/+$", "");
    if (entry.getLinkFlag() == TarConstants.LF_DIR) {
      tree.folder(name);
    } else if (entry.isSymbolicLink() && name.matches(LINKS + "/[1-9][0-9]{0,9}")) {
      told.add(Long.parseLong(name.substring(LINKS.length() + 1)));
    } else if (isPlain(entry) && name.equals(DataDirectory.MAP)) {
      told.addAll(TablespaceMap.oids(text(content)));
    } else if (isPlain(entry)) {
      tree.file(name, content);
    } else {
      throw Refused.damaged("the archive holds what no data directory does: " + name);
    }
  }

  /** No link, no device, no pipe. */
  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.getLinkFlag() == TarConstants.LF_NORMAL
        || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readNBytes(MAP_LIMIT), StandardCharsets.UTF_8);
  }
}
