package io.salvaguarda.restore.run;

import io.salvaguarda.events.BackupKind;
import java.time.Instant;
import java.util.List;

/**
 * What is to be restored, and where to; decided when it is asked for.
 *
 * @param repository the repository's key in salvaguarda.yaml
 * @param snapshotAt the instant whose data the backup holds
 * @param targetDatabase a database that does not exist yet
 * @param schemas empty, with no tables either: everything
 * @param tables schema and name with a dot between them
 * @param swapInto the database to replace; null: none
 */
public record RestorePayload(
    String backupId,
    BackupKind kind,
    String repository,
    Instant snapshotAt,
    String team,
    String host,
    int port,
    String targetDatabase,
    List<String> schemas,
    List<String> tables,
    String swapInto) {

  public RestorePayload {
    schemas = List.copyOf(schemas);
    tables = List.copyOf(tables);
  }

  /** Whether only a part of the backup is wanted. */
  public boolean partial() {
    return !schemas.isEmpty() || !tables.isEmpty();
  }
}
