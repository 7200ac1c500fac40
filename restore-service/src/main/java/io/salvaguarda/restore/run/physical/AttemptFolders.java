package io.salvaguarda.restore.run.physical;

import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.restore.run.physical.WorkingFolder.Part;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * All folders of one attempt. The primary's gets its final name last of all: while it has not, a
 * replica under its final name is part of what was left half done.
 */
public record AttemptFolders(WorkingFolder primary, Optional<WorkingFolder> replica) {

  /**
   * @param attempt from 1
   */
  public static AttemptFolders of(PhysicalPayload order, UUID jobId, int attempt) {
    return new AttemptFolders(
        new WorkingFolder(TargetFolder.of(order.targetDirectory()), jobId, attempt, Part.PRIMARY),
        Optional.ofNullable(order.replica())
            .map(
                replica ->
                    new WorkingFolder(
                        TargetFolder.of(replica.directory()), jobId, attempt, Part.REPLICA)));
  }

  public UUID jobId() {
    return primary.jobId();
  }

  public int attempt() {
    return primary.attempt();
  }

  /** Wipes what this attempt and earlier ones have left; true when there was something. */
  public boolean wipe() throws IOException {
    boolean found = false;
    if (replica.isPresent()) {
      found = primary.finished().isEmpty() ? replica.get().wipeAll() : replica.get().wipe();
    }
    return primary.wipe() || found;
  }

  /** What an attempt of this job has put under the final names. */
  Optional<RestoreReport> finished() throws IOException {
    Optional<RestoreReport> report = primary.finished();
    if (report.isPresent() && replica.isPresent()) {
      replica.get().settle();
      return replica.get().finished().isPresent() ? report : Optional.empty();
    }
    return report;
  }

  /**
   * Gives the folders their final names.
   *
   * @param data the primary's
   * @param copy the replica's, where there is one
   */
  void takePlace(DataDirectory data, Optional<DataDirectory> copy, RestoreReport report)
      throws IOException {
    if (replica.isPresent()) {
      replica.get().takePlace(copy.orElseThrow().tablespaces().keySet(), report);
    }
    primary.takePlace(data.tablespaces().keySet(), report);
    if (replica.isPresent()) {
      replica.get().settle();
    }
  }
}
