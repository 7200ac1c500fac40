package io.salvaguarda.restore.run.physical;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import io.salvaguarda.restore.run.RestoreOrder;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.TargetSpec;

/**
 * Which cluster is to be restored, up to where, and into which folder; decided when it is asked
 * for.
 *
 * @param repository the repository's key in salvaguarda.yaml
 * @param host of the machine that was asked
 * @param targetDirectory a folder that is empty or not there
 * @param port that the restored cluster gets; null: the one it had
 * @param timeline that is followed
 * @param systemId of the cluster
 * @param mustReach replay has failed when it ends before, {@code X/X}
 * @param dataLoss what will be lost, for people
 * @param replica null: none; else the port is not null
 */
public record PhysicalPayload(
    String backupId,
    String repository,
    String team,
    String host,
    String database,
    String targetDirectory,
    Integer port,
    TargetSpec target,
    int timeline,
    String systemId,
    String mustReach,
    String dataLoss,
    ReplicaOrder replica)
    implements RestoreOrder {

  /** Whose it is and where it shall go. */
  public record Place(
      String repository,
      String team,
      String host,
      String database,
      String targetDirectory,
      Integer port,
      ReplicaOrder replica) {}

  public static PhysicalPayload of(RecoveryPlan plan, TargetSpec target, Place place) {
    return new PhysicalPayload(
        plan.start().backupId(),
        place.repository(),
        place.team(),
        place.host(),
        place.database(),
        place.targetDirectory(),
        place.port(),
        target,
        plan.reach().timeline(),
        plan.start().facts().systemId(),
        plan.mustReach().toString(),
        plan.dataLoss(),
        place.replica());
  }

  @Override
  public BackupKind kind() {
    return BackupKind.PHYSICAL;
  }

  /** A cluster that is not started has no port. */
  @Override
  public RestoreTarget place() {
    return new RestoreTarget(host, port == null ? 0 : port, database, targetDirectory);
  }

  /** Of the replica; null when there is none. */
  public RestoreTarget replicaPlace() {
    return replica == null
        ? null
        : new RestoreTarget(host, replica.port(), database, replica.directory());
  }

  RecoveryTimeline followed() {
    return new RecoveryTimeline.Numbered(timeline);
  }
}
