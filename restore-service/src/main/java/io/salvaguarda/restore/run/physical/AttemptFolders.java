package io.salvaguarda.restore.run.physical;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.restore.run.RestoreTrouble;
import io.salvaguarda.restore.run.physical.WorkingFolder.Part;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

  private List<WorkingFolder> all() {
    return Stream.concat(Stream.of(primary), replica.stream()).toList();
  }

  /** How many clusters there will be. */
  int count() {
    return all().size();
  }

  /** Throws a {@link RestoreTrouble} when a folder is not allowed or in use. */
  void requireFree(List<Path> allowed) {
    for (WorkingFolder each : all()) {
      TargetFolder.refusal(each.target().path().toString(), allowed)
          .ifPresent(
              refusal -> {
                throw new RestoreTrouble(
                    refusal.errorClass(), refusal.message(), refusal.nextStep());
              });
    }
  }

  /**
   * Throws a {@link RestoreTrouble} when a disk is too small.
   *
   * @param bytes of one cluster
   */
  void requireRoom(long bytes) throws IOException {
    Map<FileStore, Long> needed = new LinkedHashMap<>();
    for (WorkingFolder each : all()) {
      Path folder = each.target().path().getParent();
      FileStore disk = Files.getFileStore(folder);
      long all = needed.merge(disk, bytes, Long::sum);
      long free = disk.getUsableSpace();
      if (free < all) {
        throw new RestoreTrouble(
            ErrorClass.DISK_FULL,
            "%s has %d MiB free; %d MiB are needed, and more for WAL."
                .formatted(folder, free >> 20, all >> 20),
            "Make room there, or restore to another disk.");
      }
    }
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
