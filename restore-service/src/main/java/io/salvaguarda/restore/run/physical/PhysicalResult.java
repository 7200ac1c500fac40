package io.salvaguarda.restore.run.physical;

import java.time.Instant;
import java.util.List;

/**
 * What a physical restore came to.
 *
 * @param targetDirectory a cluster that was stopped cleanly
 * @param host of the machine that it is on
 * @param reachedLsn where replay ended, {@code X/X}
 * @param lastCommit of the last transaction that is in it; null when WAL told of none
 * @param timeline the cluster's own, which begins there
 * @param bytes read from the backup
 * @param notes what is not as in the source, for people
 * @param replica null when none was asked for
 */
public record PhysicalResult(
    String backupId,
    String targetDirectory,
    String host,
    String reachedLsn,
    Instant lastCommit,
    int timeline,
    long bytes,
    long millis,
    String dataLoss,
    List<String> notes,
    ReplicaResult replica) {}
