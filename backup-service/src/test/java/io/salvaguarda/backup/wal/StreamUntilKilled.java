package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.wal.WalFile;
import java.nio.file.Path;
import java.time.Duration;

/** A process that streams a server's log into a repository for as long as it lives. */
final class StreamUntilKilled {

  static final String PASSPHRASE = "correct horse battery staple";
  static final String SLOT = "salvaguarda_killed";
  static final String SOURCE = "killed";

  private StreamUntilKilled() {}

  /** Arguments: port, password, the repository's folder, a folder for spools. */
  public static void main(String[] arguments) throws Exception {
    try (WalArchive archive = archive(Path.of(arguments[2]))) {
      follower(Integer.parseInt(arguments[0]), arguments[1], archive, Path.of(arguments[3]))
          .follow(() -> true);
    }
  }

  static WalArchive archive(Path repository) throws Exception {
    return BackupRepository.openOrCreate(new DirectoryObjectStore(repository), PASSPHRASE)
        .wal(SOURCE);
  }

  static WalFollower follower(int port, String password, WalArchive archive, Path spool) {
    return new WalFollower(
        new ConnectionSpec(
            "127.0.0.1", port, "postgres", "replicator", Password.of(password), SslMode.DISABLE),
        SLOT,
        archive,
        spool,
        new WalStreaming.Pace(Duration.ofMillis(300), 3),
        new StreamObserver() {
          @Override
          public void stored(WalFile file, long bytes) {
            System.out.println(file);
          }

          @Override
          public void reached(
              String systemId, int timeline, int segmentBytes, Lsn durable, Lsn serverEnd) {
            // the archive says it
          }
        });
  }
}
