package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.session.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One physical backup of a whole cluster on its way: a tar of each tablespace, then of the data
 * folder with the WAL that makes it consistent, then the server's manifest. A temporary slot keeps
 * that WAL on the server meanwhile. What is not read waits in the server. One thread reads, a
 * platform thread: waiting holds its carrier.
 */
public final class BaseBackup implements AutoCloseable {
  /** The data folder's archive. */
  public static final String BASE = "base.tar";

  /** The server's list of the files and their checksums, JSON. */
  public static final String MANIFEST = "backup_manifest";

  private static final int LONGEST_LABEL = 1000;

  /** A backup of the same cluster that is there already. */
  @FunctionalInterface
  public interface Earlier {
    /** Its {@link #MANIFEST}; the caller closes the stream. */
    InputStream manifest() throws IOException;
  }

  /**
   * @param label goes into backup_label; no control characters
   * @param fastCheckpoint false: the backup begins with the next checkpoint, spread over minutes
   * @param maxRateKibPerSecond how fast the server may send, 32 to 1048576
   * @param since the backup that this one is to hold the changes since; needs version 17
   */
  public record Options(
      String label,
      boolean fastCheckpoint,
      OptionalInt maxRateKibPerSecond,
      Optional<Earlier> since) {
    /** For a backup of everything. */
    public Options(String label, boolean fastCheckpoint, OptionalInt maxRateKibPerSecond) {
      this(label, fastCheckpoint, maxRateKibPerSecond, Optional.empty());
    }

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

    /** The names of all archives, in the order in which they come. */
    public List<String> archives() {
      return Stream.concat(
              tablespaces.stream().map(TablespaceArchive::name), Stream.of(BASE, MANIFEST))
          .toList();
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

  private final ReplicationConnection connection;
  private final ReplicationFailures failures;
  private final Started started;
  private final ArchiveFraming framing;
  private final Set<String> expected;
  private String current;
  private Ended ended;
  private PostgresFailure failure;
  private volatile boolean over;
  private volatile boolean cancelled;

  private BaseBackup(
      ReplicationConnection connection, ReplicationFailures failures, BackupStart start) {
    this.connection = connection;
    this.failures = failures;
    this.started = start.started();
    this.framing = start.framing();
    this.expected = new LinkedHashSet<>(started.archives());
  }

  /** Returns when the server's checkpoint is done and data begins to come. */
  public static Outcome<BaseBackup> start(ConnectionSpec spec, Options options) {
    return Outcome.of(
        () -> {
          var connection = ReplicationConnection.open(spec, Side.SOURCE).orThrow();
          try {
            BackupStart start = BackupStart.of(connection, options);
            return new BaseBackup(connection, new ReplicationFailures(spec, Side.SOURCE), start);
          } catch (IOException e) {
            PostgresException failed = connection.failed(e);
            connection.abandon();
            throw failed;
          } catch (RuntimeException e) {
            connection.close();
            throw e;
          }
        });
  }

  public Started started() {
    return started;
  }

  /**
   * The next archive; empty after the manifest, when the server said that the backup is whole. What
   * is unread of the one before is skipped. Throws a {@link PostgresException} when the backup
   * failed.
   */
  public Optional<Archive> next() {
    if (ended != null) {
      return Optional.empty();
    }
    try {
      requireWell();
      Optional<String> name = framing.next();
      if (name.isEmpty()) {
        current = null;
        end();
        return Optional.empty();
      }
      if (!expected.remove(name.get())) {
        throw new ProtocolException("the server sent an archive that it had not announced");
      }
      current = name.get();
      return Optional.of(new Archive(current, new ArchiveStream(this, current)));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void end() throws IOException {
    Row stop = BackupStart.only(Row.untilReady(connection.wire()));
    if (!expected.isEmpty()) {
      throw new ProtocolException("the server did not send " + expected);
    }
    ended = new Ended(stop.lsn(0), stop.timeline(1));
    over = true;
  }

  /** A backup that failed once yields nothing any more: no later end can look like a good one. */
  private void requireWell() {
    if (failure != null) {
      throw new PostgresException(failure);
    }
  }

  private PostgresException failed(IOException e) {
    over = true;
    failure =
        cancelled || Thread.currentThread().isInterrupted()
            ? ReplicationFailures.cancelled("base backup")
            : failures.ofBackup(e);
    return new PostgresException(failure, e);
  }

  int read(String name, byte[] into, int offset, int length) throws IOException {
    if (!name.equals(current)) {
      throw new IOException(name + " is read no more: the next archive was asked for");
    }
    try {
      requireWell();
      return framing.read(into, offset, length);
    } catch (PostgresException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      PostgresException failed = failed(e);
      throw new IOException(failed.getMessage(), failed);
    }
  }

  /** Only after {@link #next} was empty. */
  public Ended ended() {
    if (ended == null) {
      throw new IllegalStateException("the backup has not ended");
    }
    return ended;
  }

  /** Ends the backup; from any thread. Whoever reads gets an exception of class CANCELLED. */
  public void cancel() {
    cancelled = true;
    connection.cancel();
  }

  /** Ends the backup if it still runs. */
  @Override
  public void close() {
    if (over) {
      connection.close();
    } else {
      cancel();
    }
  }
}
