package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps locked what backups that stay consist of, where the store locks objects: their manifests,
 * their chunks, and repository.json. One request asks about each object, and one more renews a lock
 * when it is due, so a run a week costs little.
 */
public final class RepositoryLocks {

  private static final int REQUESTS = 8;
  private static final int AHEAD = 64 * REQUESTS;

  private final BackupRepository repository;
  private final ObjectStore store;

  RepositoryLocks(BackupRepository repository, ObjectStore store) {
    this.repository = repository;
    this.store = store;
  }

  /**
   * The locks of a repository's objects. Manifests are locked once they are published for good.
   *
   * @param period of each lock
   */
  public static ObjectLock toLock(ObjectLock.Mode mode, Duration period) {
    return new ObjectLock(
        mode, period, key -> key.startsWith("chunks/") || key.equals(RepositoryDocument.KEY));
  }

  /** What keeps the backup from being deleted; empty when nothing does, or nobody knows. */
  public Optional<ObjectLock.Term> of(BackupId id) throws StoreException {
    return store.stat(id.manifestKey()).flatMap(ObjectStat::lock);
  }

  /** Called now and then from one thread, at most once for each object; may throw to stop. */
  @FunctionalInterface
  public interface Observer {
    Observer NONE = done -> {};

    void at(LocksReport done);
  }

  /**
   * Renews the locks that are due. A manifest that cannot be read keeps its own lock, and keeps
   * nobody else's from being renewed; who prunes or checks is told of it.
   *
   * @param stays which backups stay: to renew the lock of one that is to go would keep it for ever
   * @param walStays the same of archived files, by source; what has not arrived whole is not locked
   * @return empty when the store locks nothing
   * @throws StoreException when the store did not let us finish; running again goes on
   */
  public Optional<LocksReport> renew(
      Predicate<BackupId> stays, BiPredicate<String, WalFile> walStays, Observer observer)
      throws IOException {
    if (store.objectLock().isEmpty()) {
      return Optional.empty();
    }
    Presence.requireRepository(store);
    List<String> documents = new ArrayList<>(List.of(RepositoryDocument.KEY));
    Set<ChunkId> chunks = new LinkedHashSet<>();
    LocksReport report = LocksReport.NONE;
    for (BackupId id : repository.list()) {
      if (stays.test(id)) {
        documents.add(id.manifestKey());
        report = report.read(addChunks(id, chunks));
      }
    }
    Wal wal = new Wal(walStays, documents, chunks);
    new WalDocuments(store, repository.keys()).visit(wal);
    for (int i = 0; i < wal.unreadable; i++) {
      report = report.read(false);
    }
    Stream<String> keys =
        Stream.concat(documents.stream(), chunks.stream().map(ChunkId::objectKey));
    return Optional.of(renewAll(keys.iterator(), report, observer));
  }

  private static final class Wal implements WalDocuments.Visitor {
    private final BiPredicate<String, WalFile> stays;
    private final List<String> documents;
    private final Set<ChunkId> chunks;
    private int unreadable;

    Wal(BiPredicate<String, WalFile> stays, List<String> documents, Set<ChunkId> chunks) {
      this.stays = stays;
      this.documents = documents;
      this.chunks = chunks;
    }

    @Override
    public void at(WalKeys.Document document, WalDocument content) {
      boolean whole = !document.listed().partial();
      if (whole && stays.test(document.sourceId(), document.listed().file())) {
        documents.add(document.key());
        chunks.addAll(content.chunks());
      }
    }

    @Override
    public void unreadable(String key, RepositoryException why) {
      unreadable++;
    }
  }

  private boolean addChunks(BackupId id, Set<ChunkId> chunks) throws IOException {
    try {
      for (BackedUpStream stream : repository.manifest(id).streams()) {
        chunks.addAll(stream.chunks());
      }
      return true;
    } catch (RepositoryException.NoSuchBackup deletedMeanwhile) {
      return true;
    } catch (RepositoryException unreadable) {
      return false;
    }
  }

  private LocksReport renewAll(Iterator<String> keys, LocksReport soFar, Observer observer)
      throws IOException {
    LocksReport report = soFar;
    ExecutorService threads = Workers.fixed("locks", REQUESTS);
    Deque<Future<Boolean>> ahead = new ArrayDeque<>();
    try {
      while (keys.hasNext()) {
        String key = keys.next();
        if (ahead.size() == AHEAD) {
          report = report.looked(Workers.await(ahead.poll()));
          observer.at(report);
        }
        ahead.add(threads.submit(() -> renew(key)));
      }
      while (!ahead.isEmpty()) {
        report = report.looked(Workers.await(ahead.poll()));
        observer.at(report);
      }
      return report;
    } finally {
      threads.shutdownNow();
    }
  }

  /** What is missing has no lock; that it is missing is for others to find. */
  private boolean renew(String key) throws StoreException {
    try {
      Optional<ObjectStat> stat = store.stat(key);
      return stat.isPresent() && store.keepLocked(stat.get());
    } catch (StoreException.NotFound deletedMeanwhile) {
      return false;
    }
  }
}
