package io.salvaguarda.repository;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.simulation.Actor;
import io.salvaguarda.repository.simulation.Processes;
import io.salvaguarda.repository.simulation.SimulatedClocks;
import io.salvaguarda.repository.simulation.SimulatedStore;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real repository on a simulated store, and what is done with it. */
final class SimulatedRepository implements Processes {

  private static final byte[] DOCUMENT = newDocument();

  private final SimulatedClocks clocks;
  private final BackupRepository direct;
  private final SimulatedStore store;
  private int backups;

  SimulatedRepository(SimulatedClocks clocks, SimulatedStore store) throws IOException {
    this.clocks = clocks;
    this.store = store;
    store.put(RepositoryDocument.KEY, java.nio.ByteBuffer.wrap(DOCUMENT));
    this.direct = BackupRepository.open(store, TestBackups.PASSPHRASE).with(clocks);
  }

  private static byte[] newDocument() {
    try {
      SimulatedStore any =
          new SimulatedStore(new SimulatedClocks(), new SimulatedStore.Fence.ByObject());
      TestBackups.newRepository(any);
      return any.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private BackupRepository on(ObjectStore other) {
    return direct.on(other);
  }

  @Override
  public Actor.Work backup(List<Integer> contents) {
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(backups++);
    BackupId id = BackupId.of("simulated", BackupId.Kind.LOGICAL, time, "abcd");
    return actorStore -> {
      try (BackupWriter writer = on(actorStore).newBackup(id)) {
        for (int i = 0; i < contents.size(); i++) {
          byte[] bytes = ("content " + contents.get(i)).getBytes(StandardCharsets.UTF_8);
          writer.write("s" + i, new ByteArrayInputStream(bytes), Progress.NONE);
        }
        writer.commit(TestBackups.facts());
      }
    };
  }

  /** Segments share their bytes with each other and with backups, which so need the same chunks. */
  private static byte[] bytesOf(int segment) {
    return ("content " + segment % 4).getBytes(StandardCharsets.UTF_8);
  }

  private static WalFile segment(int number) {
    return new WalFile("7", "00000001000000000000000" + number);
  }

  @Override
  public Actor.Work wal(List<Integer> segments) {
    return actorStore -> {
      try (WalArchive archive = on(actorStore).wal("simulated")) {
        for (int number : segments) {
          byte[] bytes = bytesOf(number);
          WalFile file = segment(number);
          archive.putPartial(file, ByteBuffer.wrap(bytes, 0, 4), bytes.length);
          archive.putPartial(file, ByteBuffer.wrap(bytes, 0, 8), bytes.length);
          archive.put(file, new ByteArrayInputStream(bytes), bytes.length);
        }
      }
    };
  }

  @Override
  public void deleteWal(int before) throws IOException {
    try (WalArchive archive = direct.wal("simulated")) {
      archive.deleteBefore("7", segment(before).name());
    }
  }

  void requireAllWalWhole() throws IOException {
    try (WalArchive archive = direct.wal("simulated")) {
      for (ListedWal listed : archive.list("7")) {
        byte[] expected = bytesOf(listed.file().name().charAt(23) - '0');
        int arrived = listed.arrivedBytes().orElse(expected.length);
        try (InputStream in = archive.open(listed.file())) {
          byte[] found = in.readAllBytes();
          if (found.length != expected.length
              || !Arrays.equals(found, 0, arrived, expected, 0, arrived)) {
            throw new AssertionError(listed + " is not what was archived");
          }
        }
      }
    }
  }

  @Override
  public Actor.Work prune() {
    return actorStore -> on(actorStore).prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE);
  }

  @Override
  public Optional<Actor.Work> restore(int backup) throws IOException {
    return pick(backup).map(id -> actorStore -> restore(on(actorStore), id));
  }

  private void restore(BackupRepository repository, BackupId id) throws IOException {
    Instant start = clocks.now();
    try {
      Manifest manifest = repository.manifest(id);
      for (BackedUpStream stream : manifest.streams()) {
        try (InputStream in = repository.open(manifest, stream.name())) {
          in.readAllBytes();
        }
      }
    } catch (DamagedChunk e) {
      if (Duration.between(start, clocks.now()).compareTo(Prune.LONGEST_BACKUP) <= 0) {
        throw new AssertionError("a restore was robbed of its backup", e);
      }
    }
  }

  @Override
  public void delete(int backup) throws IOException {
    Optional<BackupId> id = pick(backup);
    if (id.isPresent()) {
      direct.delete(id.get());
    }
  }

  private Optional<BackupId> pick(int backup) throws IOException {
    List<BackupId> all = direct.list();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(backup % all.size()));
  }

  @Override
  public void judge(Throwable failure) {
    switch (failure) {
      case RepositoryException.Refused late -> Thread.onSpinWait();
      case RepositoryException.NoSuchBackup deletedBefore -> Thread.onSpinWait();
      case StoreException.Unavailable lostReply -> Thread.onSpinWait();
      default -> throw new AssertionError("a process failed", failure);
    }
  }

  /** Prunes until nothing can be left, however others left it. */
  void pruneToTheEnd() throws IOException {
    for (int i = 0; i < 4; i++) {
      clocks.advance(Duration.ofDays(8));
      PruneOutcome outcome = direct.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE);
      if (!(outcome instanceof PruneOutcome.Done)) {
        throw new AssertionError("a prune that is alone does not come to its end: " + outcome);
      }
    }
  }

  void requireEveryBackupWhole() throws IOException {
    for (BackupId id : direct.list()) {
      List<ChunkFault> faults = direct.check(direct.manifest(id), Progress.NONE);
      if (!faults.isEmpty()) {
        throw new AssertionError(id + " has lost " + faults);
      }
    }
  }

  void requireNothingUnreferenced() throws IOException {
    var needed = direct.references().read();
    List<String> garbage =
        store.list("chunks/").stream()
            .map(ObjectStat::key)
            .filter(key -> needed.stream().noneMatch(id -> id.objectKey().equals(key)))
            .toList();
    if (!garbage.isEmpty() || !store.list("prune/marks/").isEmpty()) {
      throw new AssertionError("left for ever: " + garbage + store.list("prune/marks/"));
    }
  }
}
