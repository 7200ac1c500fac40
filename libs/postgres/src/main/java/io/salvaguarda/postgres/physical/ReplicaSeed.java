package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes of an extracted backup one that will follow a primary recovered from the same backup. Where
 * the primary left the archive's timeline, the archive goes on with what the primary has not: so
 * the new timeline's history and the segment in which it begins are there before the replica
 * starts.
 */
final class ReplicaSeed {
  private static final String SIGNAL = "standby.signal";
  private static final String RECOVERY = "recovery.signal";

  private final DataDirectory primary;
  private final DataDirectory replica;

  ReplicaSeed(DataDirectory primary, DataDirectory replica) {
    this.primary = primary;
    this.replica = replica;
  }

  void plant(Recovery.Result.Reached reached, int walSegmentBytes, ReplicaLogin login) {
    try {
      copy("%08X.history".formatted(reached.timeline()));
      copy(reached.end().segmentName(reached.timeline(), walSegmentBytes));
      PlainFiles files = new PlainFiles(replica);
      files.put(ReplicaLogin.PASSWORD_FILE, login.passwordLine());
      files.put(SIGNAL, "");
      Files.deleteIfExists(files.path(RECOVERY));
    } catch (IOException e) {
      throw new PostgresException(
          PostgresFailure.inconclusive(
              PostgresError.SANDBOX_FAILED,
              "%s cannot be made a replica: %s".formatted(replica.path(), e),
              "Check the folder and its disk."),
          e);
    }
  }

  private void copy(String name) throws IOException {
    Path to = new PlainFiles(replica).put("pg_wal/" + name, "");
    try (InputStream from = Files.newInputStream(primary.path().resolve("pg_wal").resolve(name));
        var out = Files.newOutputStream(to)) {
      from.transferTo(out);
    }
  }
}
