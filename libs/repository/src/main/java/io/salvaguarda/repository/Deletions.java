package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deleting backups, and holding them back from it. A deletion is announced before it looks for a
 * hold, and a hold is put before it looks for announcements: of the two, one sees the other. What
 * was announced takes effect within {@link #LEASE} or not at all, so an announcement that a crash
 * left behind means nothing after {@link #FORGOTTEN}.
 */
final class Deletions {

  /** How long a deletion may take, by the clock of its machine. */
  static final Duration LEASE = Duration.ofMinutes(10);

  /** The same by the store's clock, which may be off by the 15 minutes that S3 allows. */
  static final Duration FORGOTTEN = Duration.ofMinutes(30);

  private final ObjectStore store;
  private final SubKeys keys;
  private final Clocks clocks;

  Deletions(ObjectStore store, SubKeys keys, Clocks clocks) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
  }

  Optional<Hold> holdOf(BackupId id) throws StoreException {
    try {
      byte[] file = store.get(id.holdKey(), HoldDocument.LIMIT);
      return Optional.of(HoldDocument.read(id, file, keys.document()));
    } catch (StoreException.NotFound e) {
      return Optional.empty();
    }
  }

  void delete(BackupId id) throws IOException {
    Presence.requireRepository(store);
    String announcement = id.deletionKey(UUID.randomUUID());
    Instant until = clocks.now().plus(LEASE);
    put(announcement, SealedJson.JSON.createObjectNode().put("format", 1));
    if (!isHeld(id) && deleteManifest(id, new Lease(announcement, id.holdKey(), until))) {
      removeWhatIsBeside(id);
      return;
    }
    store.delete(announcement);
    throw holdOf(id)
        .<RepositoryException>map(hold -> new RepositoryException.Held(id, hold))
        .orElseGet(() -> new RepositoryException.Refused("deleting " + id + " took too long"));
  }

  private boolean deleteManifest(BackupId id, Lease lease) throws IOException {
    try {
      return store.delete(id.manifestKey(), lease);
    } catch (StoreException.Locked e) {
      store.delete(lease.heldBy());
      throw new RepositoryException.Locked(id, e);
    }
  }

  private boolean isHeld(BackupId id) throws StoreException {
    return holdOf(id).isPresent();
  }

  /** A hold among it was never confirmed: its holder saw the announcement, which goes last. */
  private void removeWhatIsBeside(BackupId id) throws StoreException {
    store.delete(id.verificationKey());
    store.delete(id.holdKey());
    for (ObjectStat object : store.list(id.folder())) {
      if (id.isDeletionKey(object.key())) {
        store.delete(object.key());
      }
    }
  }

  void hold(BackupId id, Hold.Placed hold) throws IOException {
    Presence.requireRepository(store);
    boolean placed =
        store.putIfAbsent(
            id.holdKey(),
            SealedJson.seal(id.holdKey(), HoldDocument.toJson(id, hold), keys.document()));
    Optional<RepositoryException> obstacle = obstacle(id);
    if (obstacle.isPresent()) {
      if (placed) {
        store.delete(id.holdKey());
      }
      throw obstacle.get();
    }
    if (!placed) {
      requireSame(id, hold);
    }
  }

  /** A put whose answer was lost is found to be there already. */
  private void requireSame(BackupId id, Hold.Placed hold) throws IOException {
    Optional<Hold> standing = holdOf(id);
    if (standing.isEmpty()) {
      hold(id, hold); // released meanwhile
    } else if (!standing.get().equals(hold)) {
      throw new RepositoryException.Held(id, standing.get());
    }
  }

  /** What keeps a hold, which is put already, from being relied on. */
  private Optional<RepositoryException> obstacle(BackupId id) throws StoreException {
    List<ObjectStat> beside = store.list(id.folder());
    if (beside.stream().noneMatch(object -> object.key().equals(id.manifestKey()))) {
      return Optional.of(new RepositoryException.NoSuchBackup(id));
    }
    Instant forgotten =
        beside.stream()
            .filter(object -> object.key().equals(id.holdKey()))
            .map(object -> object.modified().minus(FORGOTTEN))
            .findFirst()
            .orElse(Instant.MIN);
    return beside.stream()
        .filter(object -> id.isDeletionKey(object.key()))
        .filter(object -> object.modified().isAfter(forgotten))
        .findFirst()
        .map(object -> new RepositoryException.BeingDeleted(id));
  }

  Optional<Hold> release(BackupId id) throws StoreException {
    Optional<Hold> standing = holdOf(id);
    store.delete(id.holdKey());
    return standing;
  }

  private void put(String objectKey, ObjectNode content) throws StoreException {
    store.put(objectKey, SealedJson.seal(objectKey, content, keys.document()));
  }
}
