package io.salvaguarda.backup.run;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.physical.ArchiveLevels;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.RepositoryException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;

/** The backup that the next one of a cluster may hold the changes since. */
final class EarlierBackup {

  /** Version 17 and newer; off by default there. */
  private static final String SUMMARIZING =
      "select coalesce(pg_catalog.current_setting('summarize_wal', true), 'off') = 'on'";

  private final BackupRepository repository;
  private final int mostIncrementals;

  EarlierBackup(BackupRepository repository, int mostIncrementals) {
    this.repository = repository;
    this.mostIncrementals = mostIncrementals;
  }

  /** Empty when everything is to be copied: that is always right. */
  Optional<Manifest> of(BackupId next, ConnectionSpec reader, BackupWriter writer)
      throws IOException {
    if (mostIncrementals <= 0 || !summarizing(reader)) {
      return Optional.empty();
    }
    Optional<Manifest> newest = newestBefore(next);
    return newest.isPresent() && mayFollow(newest.get(), writer) ? newest : Optional.empty();
  }

  /** Its chunks become the next one's; a chain that were too long would be slow to restore. */
  private boolean mayFollow(Manifest manifest, BackupWriter writer) throws IOException {
    int levels = ArchiveLevels.of(manifest.streams().stream().map(BackedUpStream::name).toList());
    return levels <= mostIncrementals && writer.mayRelyOn(manifest.streams());
  }

  private Optional<Manifest> newestBefore(BackupId next) throws IOException {
    Optional<BackupId> id =
        repository.list(next.sourceId()).stream()
            .filter(each -> each.kind() == BackupId.Kind.PHYSICAL)
            .filter(each -> each.label().compareTo(next.label()) < 0)
            .max(Comparator.comparing(BackupId::label));
    try {
      return id.isPresent() ? Optional.of(repository.manifest(id.get())) : Optional.empty();
    } catch (RepositoryException.Damaged | RepositoryException.NoSuchBackup none) {
      return Optional.empty();
    }
  }

  private static boolean summarizing(ConnectionSpec reader) {
    try (Connection connection = PostgresConnections.open(reader);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SUMMARIZING)) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
