package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.replication.BaseBackup.TablespaceArchive;
import java.util.ArrayList;
import java.util.List;

/**
 * A backup's second answer: oid, location and KiB of each tablespace; last, without oid, the rest.
 */
final class TablespaceRows {
  private TablespaceRows() {}

  static List<TablespaceArchive> listed(List<Row> rows) throws ProtocolException {
    List<TablespaceArchive> tablespaces = new ArrayList<>();
    for (Row row : rows) {
      if (!row.isNull(0)) {
        tablespaces.add(new TablespaceArchive(row.number(0), row.text(1), bytes(row)));
      }
    }
    return tablespaces;
  }

  static long totalBytes(List<Row> rows) throws ProtocolException {
    long total = 0;
    for (Row row : rows) {
      total += bytes(row);
    }
    return total;
  }

  private static long bytes(Row row) throws ProtocolException {
    return row.isNull(2) ? 0 : row.number(2) << 10;
  }
}
