package io.salvaguarda.backup.run;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.physical.ArchiveLevels;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Manifest;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the server has begun to send.
 *
 * @param since what it holds the changes since; empty when it holds everything
 * @param refusal why everything is sent although less was asked for
 */
record BegunBackup(BaseBackup base, Optional<Manifest> since, Optional<String> refusal) {

  /** A server that does not give the changes (no summaries of the log, say) gives everything. */
  static BegunBackup of(
      ConnectionSpec replicator,
      BaseBackup.Options everything,
      BackupRepository repository,
      Optional<Manifest> earlier) {
    if (earlier.isEmpty()) {
      return full(replicator, everything, Optional.empty());
    }
    Manifest since = earlier.get();
    var changes =
        new BaseBackup.Options(
            everything.label(),
            everything.fastCheckpoint(),
            OptionalInt.empty(),
            Optional.of(() -> repository.open(since, BaseBackup.MANIFEST)));
    return switch (BaseBackup.start(replicator, changes)) {
      case Outcome.Done<BaseBackup> done ->
          new BegunBackup(done.value(), earlier, Optional.empty());
      case Outcome.Failed<BaseBackup> failed -> {
        if (failed.failure().error() == PostgresError.CANCELLED) {
          throw new PostgresException(failed.failure());
        }
        yield full(replicator, everything, Optional.of(failed.failure().message()));
      }
    };
  }

  private static BegunBackup full(
      ConnectionSpec replicator, BaseBackup.Options everything, Optional<String> refusal) {
    return new BegunBackup(
        BaseBackup.start(replicator, everything).orThrow(), Optional.empty(), refusal);
  }

  /** Makes what the changes are changes of a part of the backup: it then needs no other one. */
  void adoptEarlier(BackupWriter writer) {
    since.ifPresent(
        manifest ->
            manifest
                .streams()
                .forEach(stream -> writer.adopt(ArchiveLevels.before(stream.name()), stream)));
  }
}
