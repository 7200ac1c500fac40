package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.backup.wal.Coverage;
import io.salvaguarda.backup.wal.LagMeter;
import io.salvaguarda.backup.wal.SlotName;
import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.Failure;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.ReplicationConnection;
import io.salvaguarda.postgres.replication.ReplicationSlots;
import io.salvaguarda.postgres.replication.ReplicationSlots.SlotState;
import io.salvaguarda.repository.wal.WalContinuity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at one source's log, for as long as one lease lasts: what it saw before tells the lag. */
final class WalLook {

  private final PostgresSource source;
  private final WalArchives archives;
  private final PhysicalBackups backups;
  private final long slotLimit;
  private final StreamProgress progress;
  private final ConnectionSpec server;
  private final LagMeter lag = new LagMeter();
  private final ArchiveView view = new ArchiveView();
  private Trouble lastTrouble;
  private int segmentBytes;

  WalLook(
      PostgresSource source,
      WalArchives archives,
      PhysicalBackups backups,
      long slotLimit,
      StreamProgress progress) {
    this.source = source;
    this.archives = archives;
    this.backups = backups;
    this.slotLimit = slotLimit;
    this.progress = progress;
    this.server = SourceConnections.forReplication(source);
  }

  /** Where the server is. */
  private record ServerAt(int timeline, Lsn position) {}

  /** Asks the server, the repository and the catalog; one that does not answer leaves its part. */
  Sight now() {
    Instant at = Instant.now();
    StandingBuilder standing = new StandingBuilder(source.wal());
    Optional<Trouble> trouble = progress.trouble();
    Optional<ServerAt> serverAt = Optional.empty();
    boolean slotKnown = false;
    try {
      ReplicationSlots.state(server, SlotName.of(source.id()))
          .orThrow()
          .ifPresent(slot -> standing.slot(SlotName.of(source.id()), slot, limitOf(slot)));
      slotKnown = true;
      serverAt = Optional.of(serverAt());
    } catch (PostgresException away) {
      trouble = trouble.or(() -> Optional.of(new Trouble(WalFailures.of(away, source), at)));
    }
    Coverage coverage = null;
    try {
      coverage = coverage(standing);
    } catch (IOException | RuntimeException away) {
      Failure why = WalFailures.of(away, source);
      trouble = trouble.or(() -> Optional.of(new Trouble(why, at)));
    }
    streamed(standing);
    serverAt.ifPresent(where -> lag(standing, where, at));
    Instant failingSince = failingSince(standing, trouble);
    return new Sight(standing.build(), at, failingSince, slotKnown, coverage);
  }

  private long limitOf(SlotState slot) {
    // half of what the server allows it: afterwards it would lose log
    return slot.safeBytes().isPresent()
        ? Math.min(slotLimit, (slot.retainedBytes() + slot.safeBytes().getAsLong()) / 2)
        : slotLimit;
  }

  private ServerAt serverAt() {
    Optional<StreamProgress.Position> streaming = streaming();
    if (streaming.isPresent()) {
      segmentBytes = streaming.get().segmentBytes();
      return new ServerAt(streaming.get().timeline(), streaming.get().serverEnd());
    }
    try (ReplicationConnection connection =
        ReplicationConnection.open(server, Side.SOURCE).orThrow()) {
      segmentBytes = connection.walSegmentBytes();
      var identity = connection.identify();
      return new ServerAt(identity.timeline(), identity.position());
    }
  }

  /** Where the stream is; empty when none runs. */
  private Optional<StreamProgress.Position> streaming() {
    return progress.trouble().isPresent() ? Optional.empty() : progress.position();
  }

  /** Null when it cannot be known. */
  private Coverage coverage(StandingBuilder standing) throws IOException {
    List<Coverage.Backup> sound = backups.of(source);
    if (segmentBytes == 0) {
      segmentBytes =
          sound.stream().mapToInt(backup -> backup.range().walSegmentBytes()).findFirst().orElse(0);
    }
    if (segmentBytes == 0) {
      return null;
    }
    Optional<WalContinuity> archived = view.of(archives.of(source), segmentBytes);
    if (archived.isEmpty()) {
      return Coverage.NONE;
    }
    Coverage coverage = Coverage.of(archived.get(), sound);
    standing.archived(archived.get(), coverage);
    return coverage;
  }

  /** What is confirmed now is newer than the archive as it was listed. */
  private void streamed(StandingBuilder standing) {
    streaming().ifPresent(standing::streaming);
  }

  private void lag(StandingBuilder standing, ServerAt where, Instant at) {
    Lsn expected =
        source.wal() == WalMode.PUSH && segmentBytes > 0
            ? where.position().segmentStart(segmentBytes) // only whole segments are pushed
            : where.position();
    Lsn durable = standing.durable().orElse(Lsn.ZERO);
    standing.lag(where.position(), lag.lag(at, expected, durable));
  }

  private Instant failingSince(StandingBuilder standing, Optional<Trouble> trouble) {
    if (trouble.isEmpty()) {
      lastTrouble = null;
      return null;
    }
    Instant since = lastTrouble == null ? trouble.get().since() : lastTrouble.since();
    lastTrouble = new Trouble(trouble.get().failure(), since);
    standing.failure(trouble.get().failure());
    return since;
  }
}
