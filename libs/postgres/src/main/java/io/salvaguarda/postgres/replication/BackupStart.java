package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.replication.BaseBackup.Options;
import io.salvaguarda.postgres.replication.BaseBackup.Started;
import io.salvaguarda.postgres.session.ServerVersion;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Everything before a backup's first byte: what the server says of itself, the slot, the command.
 */
record BackupStart(Started started, ArchiveFraming framing) {
  /** A checkpoint takes minutes; keep-alive tells when the server is gone. */
  private static final int FOR_EVER = 0;

  static BackupStart of(ReplicationConnection connection, Options options) throws IOException {
    SystemIdentity system = connection.identify();
    ServerVersion version = connection.serverVersion();
    int walSegmentBytes = connection.walSegmentBytes();
    boolean checksums = connection.dataChecksums();
    String slot = "salvaguarda_backup_" + UUID.randomUUID().toString().replace("-", "");
    connection.command(Commands.temporarySlot(version.major(), slot));

    Wire wire = connection.wire();
    if (options.since().isPresent()) {
      ManifestUpload.of(options.since().get(), wire);
    }
    wire.timeoutMillis(FOR_EVER);
    wire.query(Commands.baseBackup(version.major(), options));
    Row start = only(Row.ofOneAnswer(wire));
    List<Row> tablespaces = Row.ofOneAnswer(wire);
    Started started =
        new Started(
            start.lsn(0),
            start.timeline(1),
            system,
            TablespaceRows.listed(tablespaces),
            version,
            walSegmentBytes,
            checksums,
            TablespaceRows.totalBytes(tablespaces));
    ArchiveFraming framing =
        Commands.inOneCopy(version.major())
            ? OneCopy.begin(wire)
            : new CopyPerArchive(wire, started.archives());
    return new BackupStart(started, framing);
  }

  static Row only(List<Row> rows) throws ProtocolException {
    if (rows.size() != 1) {
      throw new ProtocolException("the server did not say where the backup begins or ends");
    }
    return rows.getFirst();
  }
}
