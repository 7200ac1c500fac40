package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.ReplicationConnection;
import io.salvaguarda.postgres.replication.ReplicationSlots;
import io.salvaguarda.postgres.replication.ReplicationSlots.SlotState;
import io.salvaguarda.postgres.replication.ReplicationSlots.WalStatus;
import io.salvaguarda.postgres.replication.SystemIdentity;
import io.salvaguarda.postgres.replication.TimelineHistory;
import io.salvaguarda.postgres.replication.WalStream;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Follows a server's log from where the archive ends, over one connection after another and from
 * one timeline to the next. What the server no longer has leaves a gap, which is for others to see.
 */
public final class WalFollower {

  private final ConnectionSpec server;
  private final String slot;
  private final WalArchive archive;
  private final Path folder;
  private final WalStreaming.Pace pace;
  private final StreamObserver observer;

  /**
   * @param folder for the segments that are being received
   */
  public WalFollower(
      ConnectionSpec server,
      String slot,
      WalArchive archive,
      Path folder,
      WalStreaming.Pace pace,
      StreamObserver observer) {
    this.server = server;
    this.slot = slot;
    this.archive = archive;
    this.folder = folder;
    this.pace = pace;
    this.observer = observer;
  }

  /** What is known of the server before the stream begins. */
  private record Seen(SystemIdentity server, Lineage lineage, int segmentBytes) {}

  /**
   * Returns when it may not go on.
   *
   * @throws PostgresException when the server does not serve
   * @throws IOException when something cannot be made durable; what was confirmed is
   */
  public void follow(BooleanSupplier mayGoOn) throws IOException {
    Seen seen = look();
    Optional<Lsn> slotRestart = ensureSlot();
    PostgresException removed = null;
    for (StreamStart start : starts(seen, slotRestart)) {
      try {
        follow(start, mayGoOn);
        return;
      } catch (PostgresException failed) {
        if (failed.failure().error() != PostgresError.WAL_REMOVED) {
          throw failed;
        }
        removed = failed;
      }
    }
    throw removed;
  }

  /** Where to begin, best first; the next one when the server no longer has that. */
  private Set<StreamStart> starts(Seen seen, Optional<Lsn> slotRestart) throws IOException {
    ArchivedEnds ends =
        ArchivedEnds.of(archive.list(seen.server().systemId()), seen.segmentBytes());
    Set<StreamStart> starts = new LinkedHashSet<>();
    for (Map<Integer, Lsn> archived :
        List.of(ends.unbroken(), ends.last(), Map.<Integer, Lsn>of())) {
      starts.add(
          StreamStart.after(
              archived, seen.lineage(), seen.server(), slotRestart, seen.segmentBytes()));
    }
    return starts;
  }

  private void follow(StreamStart first, BooleanSupplier mayGoOn) throws IOException {
    Optional<StreamStart> next = Optional.of(first);
    while (next.isPresent() && mayGoOn.getAsBoolean()) {
      next = stream(next.get(), mayGoOn);
    }
  }

  /** Where to go on; empty when it was stopped. */
  private Optional<StreamStart> stream(StreamStart start, BooleanSupplier mayGoOn)
      throws IOException {
    try (WalStream stream =
        WalStream.start(server, Optional.of(slot), start.from(), start.timeline()).orThrow()) {
      Optional<WalStream.TimelineEnded> ended =
          new WalStreaming(stream, archive, start, folder, pace, observer).run(mayGoOn);
      if (ended.isEmpty()) {
        return Optional.empty();
      }
      int timeline = ended.get().nextTimeline();
      keep(stream.identity().systemId(), stream.history(timeline));
      return Optional.of(
          new StreamStart(
              ended.get().switchedAt().segmentStart(stream.walSegmentBytes()), timeline));
    }
  }

  private Seen look() throws IOException {
    try (ReplicationConnection connection =
        ReplicationConnection.open(server, Side.SOURCE).orThrow()) {
      SystemIdentity identity = connection.identify();
      Optional<String> archived = archive.current();
      if (archived.isPresent() && !archived.get().equals(identity.systemId())) {
        throw new OtherCluster(identity.systemId(), archived.get());
      }
      Lineage lineage = Lineage.of(identity.timeline());
      if (identity.timeline() > 1) {
        TimelineHistory history = connection.timelineHistory(identity.timeline());
        lineage = Lineage.of(history);
        keep(identity.systemId(), history);
      }
      return new Seen(identity, lineage, connection.walSegmentBytes());
    }
  }

  private void keep(String systemId, TimelineHistory history) throws IOException {
    WalFile file = new WalFile(systemId, history.fileName());
    byte[] bytes = history.bytes();
    archive.put(file, new ByteArrayInputStream(bytes), bytes.length);
    observer.stored(file, bytes.length);
  }

  /** A slot that lost what it kept is made anew. */
  private Optional<Lsn> ensureSlot() {
    Optional<SlotState> state = ReplicationSlots.state(server, slot).orThrow();
    if (state.map(SlotState::walStatus).filter(WalStatus.LOST::equals).isPresent()) {
      ReplicationSlots.drop(server, slot).orThrow();
      state = Optional.empty();
    }
    if (state.isEmpty()) {
      ReplicationSlots.ensure(server, slot).orThrow();
      state = ReplicationSlots.state(server, slot).orThrow();
    }
    return state.flatMap(SlotState::restartLsn);
  }
}
