package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a disk before work that would fill it. */
public final class DiskSpace {
  private DiskSpace() {}

  /** Free bytes below that folder, or an inconclusive DISK_FULL when they are fewer than needed. */
  public static Outcome<Long> require(Path folder, long neededBytes) {
    try {
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= neededBytes
          ? Outcome.done(free)
          : Outcome.failed(full(folder, neededBytes, free));
    } catch (IOException e) {
      return Outcome.failed(
          PostgresFailure.inconclusive(
              PostgresError.SANDBOX_FAILED,
              "the free space of " + folder + " cannot be told: " + e.getMessage(),
              "Check the scratch folder."));
    }
  }

  private static PostgresFailure full(Path folder, long neededBytes, long free) {
    return PostgresFailure.inconclusive(
        PostgresError.DISK_FULL,
        "%s has %d MiB free, %d MiB are needed".formatted(folder, free >> 20, neededBytes >> 20),
        "Make room there, or move the scratch folder to a larger disk.");
  }
}
