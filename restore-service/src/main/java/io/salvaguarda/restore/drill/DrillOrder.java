package io.salvaguarda.restore.drill;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.restore.run.RestoreOrder;
import java.time.Instant;

/**
 * What is to be restored in a drill; decided when it is asked for.
 *
 * @param backupId the newest verified one; null when there was none
 * @param repository the repository's key in salvaguarda.yaml
 * @param snapshotAt the instant whose data the backup holds; null without one
 */
public record DrillOrder(
    String backupId, BackupKind kind, String repository, String team, Instant snapshotAt)
    implements RestoreOrder {

  /** The name that a restored database gets where it is thrown away. */
  public static final String DATABASE = "salvaguarda_drill";

  @Override
  public RestoreTarget place() {
    return new RestoreTarget("localhost", 0, DATABASE);
  }
}
