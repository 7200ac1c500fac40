package io.salvaguarda.restore.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.events.Failure;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.repository.DamagedChunk;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.util.Optional;

/**
 * How one attempt to restore ended.
 *
 * @param <R> what a restore that did not fail came to
 */
public sealed interface RestoreOutcome<R> {

  /** The data is there and was looked at. */
  record Restored<R>(R result) implements RestoreOutcome<R> {}

  /** Nothing was put into use. */
  record Failed<R>(Failure failure) implements RestoreOutcome<R> {}

  /**
   * Nothing was put into use, because the backup is bad: read twice, and twice not what was stored.
   *
   * @param chunk the chunk that cannot be had back; empty when it is the manifest
   * @param finding what is wrong with it, for people
   */
  record Damaged<R>(Failure failure, Optional<ChunkId> chunk, String finding)
      implements RestoreOutcome<R> {}

  /** What is done with a result. */
  interface Next<R, S> {
    RestoreOutcome<S> of(R result) throws IOException;
  }

  /** Goes on with the result; what is none stays what it is. */
  default <S> RestoreOutcome<S> then(Next<R, S> next) throws IOException {
    return switch (this) {
      case Restored<R> restored -> next.of(restored.result());
      case Failed<R> failed -> new Failed<>(failed.failure());
      case Damaged<R> bad -> new Damaged<>(bad.failure(), bad.chunk(), bad.finding());
    };
  }

  /** The work of an attempt. */
  interface Work<R> {
    R run() throws IOException;
  }

  /** Does the work; its expected failures become values. */
  static <R> RestoreOutcome<R> of(RestoreOrder order, Work<R> work) throws IOException {
    try {
      return new Restored<>(work.run());
    } catch (RestoreTrouble e) {
      return new Failed<>(e.failure());
    } catch (PostgresException e) {
      return new Failed<>(Failures.of(e.failure()));
    } catch (IOException e) {
      return of(order, e, Failures.of(e, order.repository()).orElseThrow(() -> e));
    }
  }

  private static <R> RestoreOutcome<R> of(RestoreOrder order, IOException cause, Failure failure) {
    return switch (cause) {
      case DamagedChunk bad -> new Damaged<>(failure, Optional.of(bad.chunkId()), bad.getMessage());
      case RepositoryException.Damaged bad when isManifest(order, bad.objectKey()) ->
          new Damaged<>(failure, Optional.empty(), bad.getMessage());
      default -> new Failed<>(failure);
    };
  }

  private static boolean isManifest(RestoreOrder order, String objectKey) {
    return objectKey.startsWith("backups/" + order.backupId() + "/manifest");
  }
}
