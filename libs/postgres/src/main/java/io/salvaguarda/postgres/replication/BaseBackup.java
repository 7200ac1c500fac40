package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.session.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One physical backup of a whole cluster on its way: a tar of each tablespace, then of the data
 * folder with the WAL that makes it consistent, then the server's manifest. A temporary slot keeps
 * that WAL on the server meanwhile. What is not read waits in the server.
 */
public final class BaseBackup implements AutoCloseable {
  /** The data folder's archive. */
  public static final String BASE = "base.tar";

  /** The server's list of the files and their checksums, JSON. */
  public static final String MANIFEST = "backup_manifest";

  private static final int LONGEST_LABEL = 1000;

  /**
   * @param label goes into backup_label; no control characters
   * @param fastCheckpoint false: the backup begins with the next checkpoint, spread over minutes
   * @param maxRateKibPerSecond how fast the server may send, 32 to 1048576
   */
  public record Options(String label, boolean fastCheckpoint, OptionalInt maxRateKibPerSecond) {
    public Options {
      if (label.chars().anyMatch(c -> c < ' ' || c == 0x7f)
          || label.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
        throw new IllegalArgumentException("not a backup's label");
      }
    }
  }

  /**
   * @param location the folder on the server
   * @param bytes the server's estimate
   */
  public record TablespaceArchive(long oid, String location, long bytes) {
    /** {@code tablespace-16385.tar}. */
    public String name() {
      return "tablespace-" + oid + ".tar";
    }
  }

  /**
   * @param startLsn from where WAL is needed to restore
   * @param timeline of the start
   * @param totalBytes the server's estimate of everything, without the WAL
   */
  public record Started(
      Lsn startLsn,
      int timeline,
      SystemIdentity system,
      List<TablespaceArchive> tablespaces,
      ServerVersion serverVersion,
      int walSegmentBytes,
      boolean dataChecksums,
      long totalBytes) {
    public Started {
      tablespaces = List.copyOf(tablespaces);
    }
  }

  /**
   * @param name {@link #BASE}, {@link TablespaceArchive#name()} or {@link #MANIFEST}
   * @param bytes ends like a file only when the server said that the archive is whole; else throws
   *     an {@link IOException} with a {@link PostgresException} as its cause. Valid until the next
   *     archive is asked for.
   */
  public record Archive(String name, InputStream bytes) {}

  /**
   * @param stopLsn up to where WAL is needed for a consistent cluster
   */
  public record Ended(Lsn stopLsn, int timeline) {}

  /** Returns when the server's checkpoint is done and data begins to come. */
  public static Outcome<BaseBackup> start(ConnectionSpec spec, Options options) {
    throw new UnsupportedOperationException();
  }

  public Started started() {
    throw new UnsupportedOperationException();
  }

  /**
   * The next archive; empty after the manifest, when the server said that the backup is whole. What
   * is unread of the one before is skipped. Throws a {@link PostgresException} when the backup
   * failed.
   */
  public Optional<Archive> next() {
    throw new UnsupportedOperationException();
  }

  /** Only after {@link #next} was empty. */
  public Ended ended() {
    throw new UnsupportedOperationException();
  }

  /** Ends the backup; from any thread. Whoever reads gets an exception of class CANCELLED. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  /** Ends the backup if it still runs. */
  @Override
  public void close() {}
}
