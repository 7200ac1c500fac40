package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.replication.Lsn;
import java.time.Instant;

/**
 * A physical backup, from which a recovery can start. It holds the WAL from its start to its stop
 * itself.
 *
 * @param verified whether it was proven
 * @param stoppedAt not before the instant in which the backup ended: what was committed by then is
 *     in every recovery from it
 * @param facts the cluster's
 * @param bytes plain size
 */
public record StartingPoint(
    String backupId, boolean verified, Instant stoppedAt, ClusterFacts facts, long bytes) {

  /** Where the cluster is consistent: nothing before can be recovered to. */
  public Lsn stop() {
    return Lsn.parse(facts.stopLsn());
  }

  public int timeline() {
    return facts.timeline();
  }
}
