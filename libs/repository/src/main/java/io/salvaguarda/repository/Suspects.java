package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The chunks that must be stored again although their objects exist: those of the source's
 * quarantined backups, until a later good backup has rewritten them. Storing again is always
 * harmless, since the same bytes give the same object.
 */
final class Suspects {

  private static final int REQUESTS = 8;

  private final Set<ChunkId> chunks = new HashSet<>();
  private final List<BackupId> quarantined = new ArrayList<>();
  private boolean all;

  private Suspects() {}

  /** Reads the source's marks, and the manifests of its backups if one of them is quarantined. */
  static Suspects of(BackupRepository repository, BackupId next) throws IOException {
    List<BackupId> all = repository.list(next.sourceId());
    Suspects suspects = new Suspects();
    suspects.add(repository, all, all);
    return suspects;
  }

  /**
   * As for a backup, but nothing is taken for rewritten: what a copied manifest says was rewritten
   * was so in the repository that it was made in.
   */
  static Suspects ofCopy(BackupRepository copy, Set<String> sourceIds) throws IOException {
    Suspects suspects = new Suspects();
    for (String sourceId : sourceIds) {
      suspects.add(copy, copy.list(sourceId), List.of());
    }
    return suspects;
  }

  private void add(BackupRepository repository, List<BackupId> all, List<BackupId> healers)
      throws IOException {
    List<BackupId> bad = quarantinedOf(repository, all);
    List<BackupId> good = new ArrayList<>(healers);
    good.removeAll(bad);
    for (BackupId id : bad) {
      add(repository, id, good);
    }
    quarantined.addAll(bad);
  }

  /** The backups whose chunks are stored again where they are needed. */
  List<BackupId> quarantined() {
    return quarantined;
  }

  boolean contains(ChunkId id) {
    return all || chunks.contains(id);
  }

  private void add(BackupRepository repository, BackupId bad, List<BackupId> good)
      throws IOException {
    Set<ChunkId> rewritten = new HashSet<>();
    boolean healed = false;
    for (BackupId id : good) {
      if (id.label().compareTo(bad.label()) > 0) {
        healed |= addRewritten(repository, id, bad, rewritten);
      }
    }
    try {
      Set<ChunkId> suspect = chunksOf(repository.manifest(bad));
      suspect.removeAll(rewritten);
      chunks.addAll(suspect);
    } catch (RepositoryException.Damaged e) {
      all |= !healed; // it does not say any more which chunks: none is trusted, once
    } catch (RepositoryException.NoSuchBackup e) {
      return; // deleted meanwhile
    }
  }

  private static boolean addRewritten(
      BackupRepository repository, BackupId id, BackupId bad, Set<ChunkId> rewritten)
      throws IOException {
    try {
      Manifest manifest = repository.manifest(id);
      if (manifest.rewritten().contains(bad)) {
        rewritten.addAll(chunksOf(manifest));
        return true;
      }
    } catch (RepositoryException.Damaged | RepositoryException.NoSuchBackup e) {
      return false; // proves nothing
    }
    return false;
  }

  private static Set<ChunkId> chunksOf(Manifest manifest) {
    Set<ChunkId> ids = new HashSet<>();
    for (BackedUpStream stream : manifest.streams()) {
      ids.addAll(stream.chunks());
    }
    return ids;
  }

  /** Asks for several marks at once: a source may have hundreds of backups. */
  private static List<BackupId> quarantinedOf(BackupRepository repository, List<BackupId> ids)
      throws IOException {
    ExecutorService threads = Workers.fixed("marks", REQUESTS);
    try {
      Map<BackupId, Future<Boolean>> asked = new LinkedHashMap<>();
      ids.forEach(id -> asked.put(id, threads.submit(() -> isQuarantined(repository, id))));
      List<BackupId> quarantined = new ArrayList<>();
      for (Map.Entry<BackupId, Future<Boolean>> answer : asked.entrySet()) {
        if (Workers.await(answer.getValue())) {
          quarantined.add(answer.getKey());
        }
      }
      return quarantined;
    } finally {
      threads.shutdownNow();
    }
  }

  static boolean isQuarantined(BackupRepository repository, BackupId id) throws IOException {
    try {
      return repository.verification(id).filter(VerificationMark::quarantined).isPresent();
    } catch (RepositoryException.Damaged e) {
      return true; // nobody can say that it is good
    }
  }
}
