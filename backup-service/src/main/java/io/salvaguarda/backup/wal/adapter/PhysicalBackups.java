package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.backup.wal.Coverage;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** The physical backups with which a source's log can be used: those that are not bad. */
@ApplicationScoped
class PhysicalBackups {

  private static final String SOUND =
      """
      select system_id, timeline, start_lsn, stop_lsn, wal_segment_bytes, completed_at
      from backup
      where source_id = :source and repository = :repository and kind = 'PHYSICAL'
        and status <> 'QUARANTINED' and start_lsn is not null
      """;

  private final Transactions transactions;

  PhysicalBackups(Transactions transactions) {
    this.transactions = transactions;
  }

  List<Coverage.Backup> of(PostgresSource source) {
    return transactions.await(
        session ->
            session
                .createNativeQuery(SOUND, Object[].class)
                .setParameter("source", source.id())
                .setParameter("repository", source.repository())
                .getResultList()
                .map(rows -> rows.stream().map(PhysicalBackups::backup).toList()));
  }

  private static Coverage.Backup backup(Object[] row) {
    WalRange range =
        new WalRange(
            (String) row[0],
            ((Number) row[1]).intValue(),
            (String) row[2],
            (String) row[3],
            ((Number) row[4]).intValue());
    return new Coverage.Backup(range, ((OffsetDateTime) row[5]).toInstant());
  }
}
