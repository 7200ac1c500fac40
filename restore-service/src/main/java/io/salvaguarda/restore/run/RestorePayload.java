package io.salvaguarda.restore.run;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RestoreTarget;
import java.time.Instant;
import java.util.List;

/**
 * What is to be restored, and where to; decided when it is asked for.
 *
 * @param repository the repository's key in salvaguarda.yaml
 * @param snapshotAt the instant whose data the backup holds
 * @param targetDatabase the name that the restored database shall have; free, unless {@code swap}
 * @param schemas empty, with no tables either: everything
 * @param tables schema and name with a dot between them
 * @param jobs connections to the target at once; null: as many as workers have made the dump
 * @param swap whether the database that has the name now is replaced, and kept under another
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
    Integer jobs,
    boolean swap)
    implements RestoreOrder {

  public RestorePayload {
    schemas = List.copyOf(schemas);
    tables = List.copyOf(tables);
  }

  @Override
  public RestoreTarget place() {
    return new RestoreTarget(host, port, targetDatabase);
  }

  /** Whether only a part of the backup is wanted. */
  public boolean partial() {
    return !schemas.isEmpty() || !tables.isEmpty();
  }
}
