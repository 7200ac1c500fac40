package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Replays WAL in a data directory by a server of ours that nobody can log in to, up to the target;
 * promotes it to a timeline of its own and stops it cleanly. The backup's own configuration is not
 * used; it lies in the directory untouched. One use only.
 */
public final class Recovery {

  private Recovery() {}

  /**
   * @param context tools of the backup's major version; its log receives the server's lines, among
   *     them {@code restored log file "…" from archive}
   */
  public static Recovery of(
      ToolContext context, DataDirectory data, RecoverySettings settings, ServerRules rules) {
    throw new UnsupportedOperationException();
  }

  /** What a recovery came to. */
  public sealed interface Result {

    /**
     * The directory is a stopped cluster in its own right.
     *
     * @param end where replay ended: the new timeline begins there
     * @param lastCommit of the last transaction that was replayed; empty when there was none
     * @param timeline the new one
     * @param notes what of the backup's configuration was not used, for people
     */
    record Reached(
        Lsn end, Optional<Instant> lastCommit, int timeline, List<String> notes)
        implements Result {
      public Reached {
        notes = List.copyOf(notes);
      }
    }

    /** All WAL that could be had was replayed, and the target was not in it. */
    record TargetNotReached(Optional<Instant> lastCommit, PostgresFailure failure)
        implements Result {}

    /**
     * BACKUP_DAMAGED (terminal) when the server said so; everything else is inconclusive.
     */
    record Failed(PostgresFailure failure) implements Result {}
  }

  /** Blocks until the recovery's end; no server runs afterwards. */
  public Result run() {
    throw new UnsupportedOperationException();
  }

  /** From another thread: {@link #run()} ends soon, with a failure. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }
}
