package io.salvaguarda.restore.run.physical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.salvaguarda.postgres.physical.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a restored data directory says of itself, in a file of its own: so a later attempt of the
 * same job knows it again.
 *
 * @param reachedLsn where replay ended
 * @param lastCommit of the last transaction that was replayed; null when there was none
 * @param timeline that begins there
 * @param bytes read from the backup
 * @param notes what is not as in the source, for people
 * @param replica null when none was asked for
 */
public record RestoreReport(
    UUID jobId,
    String backupId,
    String reachedLsn,
    Instant lastCommit,
    int timeline,
    long bytes,
    List<String> notes,
    ReplicaResult replica) {

  static final String FILE = "salvaguarda_restore.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static RestoreReport of(
      UUID jobId,
      String backupId,
      Recovery.Result.Reached reached,
      long bytes,
      List<String> notes,
      ReplicaResult replica) {
    return new RestoreReport(
        jobId,
        backupId,
        reached.end().toString(),
        reached.lastCommit().orElse(null),
        reached.timeline(),
        bytes,
        notes,
        replica);
  }

  /** Empty where there is none, or none that can be read. */
  static Optional<RestoreReport> in(Path folder) throws IOException {
    try {
      return Optional.of(
          JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), RestoreReport.class));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void write(Path folder) throws IOException {
    Files.write(
        folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }
}
