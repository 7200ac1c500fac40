package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.key.Argon2Cost;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientKey;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A repository of backups, opened with its key. Safe for use by several threads and processes: the
 * only objects that change are verification marks and holds. It does not close its store.
 *
 * <p>Every method may throw a {@link StoreException} (the store failed; nothing is said about the
 * backups) or a {@link RepositoryException} (the store works; the repository is not as it should
 * be).
 */
public final class BackupRepository {

  private final ObjectStore store;
  private final RepositoryDocument document;
  private final SubKeys keys;
  private final Clocks clocks;
  private final SharedUploads walUploads;

  BackupRepository(ObjectStore store, RepositoryDocument document, SubKeys keys) {
    this(store, document, keys, Clocks.SYSTEM);
  }

  private BackupRepository(
      ObjectStore store, RepositoryDocument document, SubKeys keys, Clocks clocks) {
    this.store = store;
    this.document = document;
    this.keys = keys;
    this.clocks = clocks;
    this.walUploads = new SharedUploads(() -> new ChunkUploads(store, keys, document.zstdLevel()));
  }

  /** The same repository with other clocks, for tests. */
  BackupRepository with(Clocks other) {
    return new BackupRepository(store, document, keys, other);
  }

  /** The same repository seen through another store. */
  BackupRepository on(ObjectStore other) {
    return new BackupRepository(other, document, keys, clocks);
  }

  /**
   * @throws RepositoryException.AlreadyExists when there is one
   */
  public static BackupRepository create(ObjectStore store, String passphrase) throws IOException {
    return create(store, passphrase, Argon2Cost.DEFAULT);
  }

  static BackupRepository create(ObjectStore store, String passphrase, Argon2Cost cost)
      throws IOException {
    return create(store, Passphrase.of(passphrase, cost));
  }

  /**
   * @param first the first recipient, named for its kind
   * @throws RepositoryException.AlreadyExists when there is one
   */
  public static BackupRepository create(ObjectStore store, RecipientKey first) throws IOException {
    return RepositoryKeys.create(store, first).orElseThrow(RepositoryException.AlreadyExists::new);
  }

  /**
   * @throws RepositoryException.Absent when there is none
   * @throws RepositoryException.WrongKey when the passphrase is not this repository's
   */
  public static BackupRepository open(ObjectStore store, String passphrase) throws IOException {
    return open(store, Passphrase.of(passphrase));
  }

  /**
   * @throws RepositoryException.Absent when there is none
   * @throws RepositoryException.WrongKey when the credential is none of its recipients'
   */
  public static BackupRepository open(ObjectStore store, Credential credential) throws IOException {
    return RepositoryKeys.open(store, credential).repository(store);
  }

  /** Opens the repository; creates it when there is none. Two that race get the same one. */
  public static BackupRepository openOrCreate(ObjectStore store, String passphrase)
      throws IOException {
    return openOrCreate(store, Passphrase.of(passphrase));
  }

  /** Opens the repository; creates it when there is none. Two that race get the same one. */
  public static BackupRepository openOrCreate(ObjectStore store, Credential credential)
      throws IOException {
    try {
      return open(store, credential);
    } catch (RepositoryException.Absent e) {
      Optional<BackupRepository> created = RepositoryKeys.create(store, credential.recipientKey());
      return created.isPresent() ? created.get() : open(store, credential);
    }
  }

  /** The repository's own id, made when it was created. */
  public UUID id() {
    return document.id();
  }

  /** Begins a backup. Nothing of it can be seen before {@link BackupWriter#commit}. */
  public BackupWriter newBackup(BackupId id) throws IOException {
    Stopwatch stopwatch = clocks.start();
    Presence.requireRepository(store);
    if (store.stat(id.manifestKey()).isPresent()) {
      throw new RepositoryException.BackupExists(id);
    }
    MarkedChunks marked = MarkedChunks.read(store, new Documents(keys), clocks);
    Suspects suspects = Suspects.of(this, id);
    ChunkUploads uploads = new ChunkUploads(store, keys, document.zstdLevel());
    Publication publication = new Publication(store, id.manifestKey(), stopwatch);
    return new BackupWriter(keys, id, publication, suspects, marked, uploads);
  }

  /** Deletes, in its own time, what no backup needs any more. */
  public Prune prune() {
    return new Prune(store, new Documents(keys), references(), clocks);
  }

  SubKeys keys() {
    return keys;
  }

  ManifestReferences references() {
    return new ManifestReferences(this, store, keys);
  }

  /** The source's archived WAL, to be closed. Nothing is asked of the store yet. */
  public WalArchive wal(String sourceId) {
    return new WalArchive(sourceId, store, keys, clocks, walUploads);
  }

  /** The sources of which there is WAL. */
  public List<String> walSources() throws IOException {
    return store.list(WalKeys.ROOT).stream()
        .map(WalKeys::documentOf)
        .flatMap(Optional::stream)
        .map(WalKeys.Document::sourceId)
        .distinct()
        .toList();
  }

  /** What keeps its objects from being deleted by whoever has the store's key. */
  public RepositoryLocks locks() {
    return new RepositoryLocks(this, store);
  }

  /**
   * @throws RepositoryException.NoSuchBackup when there is none
   * @throws RepositoryException.Damaged when it is not what was written
   */
  public Manifest manifest(BackupId id) throws IOException {
    try {
      byte[] file = store.get(id.manifestKey(), ManifestDocument.LIMIT);
      JsonNode json = SealedJson.open(id.manifestKey(), file, keys.document());
      return ManifestDocument.fromJson(id, json);
    } catch (StoreException.NotFound e) {
      Presence.requireRepository(store);
      throw new RepositoryException.NoSuchBackup(id);
    }
  }

  /** The backups of all sources, newest first. */
  public List<BackupId> list() throws IOException {
    return listBelow("backups/");
  }

  /** The source's backups, newest first. */
  public List<BackupId> list(String sourceId) throws IOException {
    return listBelow("backups/" + BackupId.requireSourceId(sourceId) + "/");
  }

  private List<BackupId> listBelow(String prefix) throws IOException {
    List<BackupId> found = new ArrayList<>();
    for (ObjectStat object : store.list(prefix)) {
      BackupId.ofManifestKey(object.key()).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      Presence.requireRepository(store);
    }
    found.sort(Comparator.comparing(BackupId::label).reversed());
    return found;
  }

  /**
   * A stream's bytes. Each chunk is authenticated and re-hashed before its first byte is given out;
   * reading throws {@link DamagedChunk} where one cannot be had, {@link StoreException} when the
   * store failed. Closing early is fine.
   *
   * @throws IllegalArgumentException when the backup has no such stream
   */
  public InputStream open(Manifest manifest, String streamName) {
    return open(manifest, streamName, 1);
  }

  /**
   * The same, for one of several streams.
   *
   * @param together how many are read at the same time: less of each is fetched ahead
   */
  public InputStream open(Manifest manifest, String streamName, int together) {
    BackedUpStream stream =
        manifest.stream(streamName)
            .orElseThrow(
                () -> new IllegalArgumentException(manifest.id() + " has no " + streamName));
    return new ChunkInputStream(
        store,
        keys,
        stream.chunks(),
        stream.summary().plainBytes(),
        manifest.id().manifestKey(),
        together);
  }

  /**
   * Reads every chunk of the backup once and proves it.
   *
   * @return what cannot be had back, in the order of the streams; empty when all is well
   * @throws StoreException when the store did not let us finish: then nothing is known
   */
  public List<ChunkFault> check(Manifest manifest, Progress progress) throws IOException {
    return new ManifestCheck(store, keys, manifest, progress).run();
  }

  /**
   * Looks at the whole repository without stopping at what it finds: whether every manifest can be
   * read, every chunk is there, and the chosen ones can be had back.
   *
   * @param progress bytes of the chunks that were read
   * @throws StoreException when the store did not let us finish: then nothing is known
   */
  public RepositoryReport check(ReadData readData, Progress progress) throws IOException {
    return new RepositoryCheck(this, store, keys, progress).run(readData);
  }

  /**
   * The copy of this repository in another store, which is begun if the store is empty: the same
   * keys, the same recipients as now, and backups once they are copied.
   *
   * @throws RepositoryException.AlreadyExists when there is another repository in that store
   */
  public RepositoryCopy copyTo(ObjectStore target) throws IOException {
    return new RepositoryCopy(this, store, openCopy(target), target, keys, clocks);
  }

  /** Only the same repository's keys make a document authentic. */
  private BackupRepository openCopy(ObjectStore target) throws IOException {
    byte[] ours = store.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
    if (!target.putIfAbsent(RepositoryDocument.KEY, ByteBuffer.wrap(ours))) {
      byte[] theirs = target.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
      try {
        SealedJson.open(RepositoryDocument.KEY, theirs, keys.document());
      } catch (RepositoryException.Damaged e) {
        throw new RepositoryException.AlreadyExists("the store holds another repository");
      }
    }
    return on(target);
  }

  /**
   * Removes the backup; its chunks stay for others. No failure when there is none.
   *
   * @throws RepositoryException.Held when it is held; it is untouched
   * @throws RepositoryException.Locked when its store keeps it for now; it is untouched
   */
  public void delete(BackupId id) throws IOException {
    deletions().delete(id);
  }

  /** What holds the backup. One that cannot be read any more holds it too. */
  public Optional<Hold> holdOf(BackupId id) throws IOException {
    return deletions().holdOf(id);
  }

  /**
   * Keeps the backup from being deleted until it is released. When this returns, no deletion that
   * began before can take effect any more.
   *
   * @throws RepositoryException.Held when another hold stands already; it is untouched
   * @throws RepositoryException.NoSuchBackup when there is none
   * @throws RepositoryException.BeingDeleted when that cannot be promised; nothing was done
   */
  public void hold(BackupId id, Hold.Placed hold) throws IOException {
    deletions().hold(id, hold);
  }

  /** Lets the backup be deleted again; gives back what had held it. */
  public Optional<Hold> release(BackupId id) throws IOException {
    return deletions().release(id);
  }

  private Deletions deletions() {
    return new Deletions(store, keys, clocks);
  }

  /**
   * What the last conclusive verification found, or an inconclusive one when there was no other.
   */
  public Optional<VerificationMark> verification(BackupId id) throws IOException {
    try {
      byte[] file = store.get(id.verificationKey(), VerificationDocument.LIMIT);
      JsonNode json = SealedJson.open(id.verificationKey(), file, keys.document());
      return Optional.of(VerificationDocument.fromJson(id, json));
    } catch (StoreException.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps a verification's outcome. An inconclusive one proves nothing and so never replaces one
   * that passed or failed.
   */
  public void mark(VerificationMark mark) throws IOException {
    BackupId id = mark.backupId();
    if (mark.outcome() == Outcome.INCONCLUSIVE && isConclusive(verification(id))) {
      return;
    }
    putDocument(id.verificationKey(), VerificationDocument.toJson(mark));
  }

  void putDocument(String objectKey, ObjectNode content) throws StoreException {
    store.put(objectKey, SealedJson.seal(objectKey, content, keys.document()));
  }

  private static boolean isConclusive(Optional<VerificationMark> mark) {
    return mark.isPresent() && mark.get().outcome() != Outcome.INCONCLUSIVE;
  }
}
