package io.salvaguarda.restore.point;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.repository.Manifest;
import java.time.Instant;

/**
 * A state of a source that there is a backup of.
 *
 * @param label the backup id's last part
 * @param repository its name in the configuration
 * @param snapshotAt the instant whose data it holds
 * @param storedBytes added to the repository
 */
public record RecoveryPoint(
    String backupId,
    String sourceId,
    BackupKind kind,
    String label,
    String repository,
    Instant snapshotAt,
    Instant completedAt,
    long plainBytes,
    long storedBytes) {

  public static RecoveryPoint of(BackupCompleted backup) {
    return new RecoveryPoint(
        backup.backupId(),
        backup.sourceId(),
        backup.kind(),
        backup.backupId().substring(backup.backupId().lastIndexOf('/') + 1),
        backup.repository(),
        backup.snapshotAt(),
        backup.completedAt(),
        backup.plainBytes(),
        backup.storedBytes());
  }

  public static RecoveryPoint of(Manifest manifest, String repository) {
    return new RecoveryPoint(
        manifest.id().toString(),
        manifest.id().sourceId(),
        BackupKind.valueOf(manifest.id().kind().name()),
        manifest.id().label(),
        repository,
        manifest.facts().snapshotAt(),
        manifest.completedAt(),
        manifest.plainBytes(),
        manifest.newBytes());
  }
}
