package io.salvaguarda.backup.run;

import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One attempt to back up one database: snapshot, dump with the facts counted beside it, roles,
 * manifest. Nothing can be seen of it before the manifest, and the manifest is written only when
 * everything before it has ended well.
 */
public final class LogicalBackup {

  /**
   * Where the work is done.
   *
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log gets each redacted line that a tool says, from another thread
   */
  public record Place(BackupRepository repository, Path scratch, Consumer<String> log) {}

  private final BackupOrder order;
  private final Place place;
  private final Supervision supervision;
  private final ProgressMeter meter;

  public LogicalBackup(BackupOrder order, Place place, Supervision supervision) {
    this.order = order;
    this.place = place;
    this.supervision = supervision;
    this.meter = new ProgressMeter(supervision::progress, System::nanoTime);
  }

  /**
   * Blocks until the backup is published or has failed; can be interrupted. Expected failures are
   * returned; a stop throws what {@link Supervision#throwIfStopped()} throws.
   */
  public BackupOutcome take() throws IOException {
    return new BackupAttempt(order, place.repository()).by(this::publish);
  }

  private Manifest publish() throws IOException {
    meter.phase(Phase.SNAPSHOT);
    var spec = SourceConnections.forBackup(order.source());
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
      meter.estimate(DatabaseSize.of(spec));
      supervision.throwIfStopped();
      return new SnapshotBackup(order, place, session, supervision, meter).publish();
    }
  }
}
