package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.prune.MarkedChunks;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * A repository and its copy in another store. They have the same keys, so objects are copied as
 * they are; whoever can open the one can open the other. Each can be read, verified and pruned
 * without the other, and what is deleted in the one stays in the other.
 */
public final class RepositoryCopy {

  private final BackupRepository source;
  private final ObjectStore sourceStore;
  private final BackupRepository target;
  private final ObjectStore targetStore;
  private final SubKeys keys;
  private final Clocks clocks;

  RepositoryCopy(
      BackupRepository source,
      ObjectStore sourceStore,
      BackupRepository target,
      ObjectStore targetStore,
      SubKeys keys,
      Clocks clocks) {
    this.source = source;
    this.sourceStore = sourceStore;
    this.target = target;
    this.targetStore = targetStore;
    this.keys = keys;
    this.clocks = clocks;
  }

  /** The copy, as a repository. */
  public BackupRepository repository() {
    return target;
  }

  /** The backups that the copy does not have, oldest first: the order to copy them in. */
  public List<BackupId> missing() throws IOException {
    Set<BackupId> there = new HashSet<>(target.list());
    List<BackupId> missing = new ArrayList<>(source.list());
    missing.removeIf(there::contains);
    return missing.reversed();
  }

  /**
   * Copies one backup: the chunks that the copy does not have, each proven when it is read and read
   * again when it has arrived; then what holds it; then the manifest; then the verification. When
   * it is broken off, copying again goes on where it stopped.
   *
   * @throws StoreException when one of the stores failed
   */
  public CopyOutcome copy(BackupId id, CopyProgress progress) throws IOException {
    try {
      Manifest manifest = source.manifest(id);
      byte[] file = sourceStore.get(id.manifestKey(), ManifestDocument.LIMIT);
      if (isThere(id, file)) {
        copyHold(id);
        copyVerification(id);
        return new CopyOutcome.AlreadyThere(id);
      }
      if (Suspects.isQuarantined(source, id)) {
        return new CopyOutcome.Quarantined(id);
      }
      CopyOutcome copied = copy(manifest, file, progress);
      copyVerification(id);
      return copied;
    } catch (RepositoryException.NoSuchBackup e) {
      return new CopyOutcome.Gone(id);
    } catch (RepositoryException.Damaged | DamagedChunk e) {
      return new CopyOutcome.Damaged(id, e.getMessage());
    }
  }

  private CopyOutcome copy(Manifest manifest, byte[] file, CopyProgress progress)
      throws IOException {
    Stopwatch stopwatch = clocks.start();
    MarkedChunks marked = MarkedChunks.read(targetStore, new Documents(keys), clocks);
    Suspects suspects = Suspects.ofCopy(target, Set.of(manifest.id().sourceId()));
    SequencedSet<ChunkId> chunks = new LinkedHashSet<>();
    for (BackedUpStream stream : manifest.streams()) {
      chunks.addAll(stream.chunks());
    }
    try (ChunkCopies copies =
        new ChunkCopies(sourceStore, targetStore, keys, marked, suspects, progress)) {
      copies.copy(chunks);
      copyHold(manifest.id()); // before it can be deleted
      publish(manifest.id(), stopwatch, file);
      return new CopyOutcome.Copied(manifest.id(), copies.newChunks(), copies.newBytes());
    }
  }

  /**
   * Copies the archived WAL that the copy does not have, in the same manner; no document before its
   * chunks. Best after the backups, so that it leads on from them. What has not arrived whole yet
   * in the first is left out.
   */
  public WalCopied copyWal(CopyProgress progress) throws IOException {
    return new WalCopy(sourceStore, target, targetStore, keys, clocks).run(progress);
  }

  /**
   * Carries the holds over of backups that the copy has already. A hold that was released in the
   * first stays in the copy: there it is released by itself.
   *
   * @return the backups that are held in the copy since now
   */
  public List<BackupId> copyHolds() throws IOException {
    Set<BackupId> there = new HashSet<>(target.list());
    List<BackupId> held = new ArrayList<>();
    for (ObjectStat object : sourceStore.list("backups/")) {
      Optional<BackupId> id = BackupId.ofHoldKey(object.key()).filter(there::contains);
      if (id.isPresent() && copyHold(id.get())) {
        held.add(id.get());
      }
    }
    return held;
  }

  /** As it is: what cannot be read in the first holds the copy too. */
  private boolean copyHold(BackupId id) throws StoreException {
    try {
      byte[] file = sourceStore.get(id.holdKey(), HoldDocument.LIMIT);
      return targetStore.putIfAbsent(id.holdKey(), ByteBuffer.wrap(file));
    } catch (StoreException.NotFound e) {
      return false;
    }
  }

  private boolean isThere(BackupId id, byte[] file) throws IOException {
    try {
      byte[] found = targetStore.get(id.manifestKey(), ManifestDocument.LIMIT);
      if (!Arrays.equals(found, file)) {
        throw new RepositoryException.BackupExists(id);
      }
      return true;
    } catch (StoreException.NotFound e) {
      return false;
    }
  }

  /** Another copier may have been quicker. */
  private void publish(BackupId id, Stopwatch stopwatch, byte[] file) throws IOException {
    Publication publication = new Publication(targetStore, id.manifestKey(), stopwatch);
    if (!publication.publish(ByteBuffer.wrap(file)) && !isThere(id, file)) {
      throw new RepositoryException.BackupExists(id);
    }
  }

  /** What the copy itself was found to be is worth more than what its original is. */
  private void copyVerification(BackupId id) throws IOException {
    Optional<VerificationMark> original = source.verification(id);
    boolean passed = original.filter(m -> m.outcome() == Outcome.PASSED).isPresent();
    if (passed && !isVerified(id)) {
      target.mark(original.get());
    }
  }

  private boolean isVerified(BackupId id) throws IOException {
    try {
      return target.verification(id).filter(m -> m.outcome() != Outcome.INCONCLUSIVE).isPresent();
    } catch (RepositoryException.Damaged e) {
      return true; // counts as failed, and is not ours to judge
    }
  }
}
