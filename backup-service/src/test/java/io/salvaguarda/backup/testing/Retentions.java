package io.salvaguarda.backup.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.kit.testing.CatalogSql;

/** Retention, when a test wants it. */
public final class Retentions {

  private static final String ENDED = "'SUCCEEDED'";
  private static final String ACTIVE = "'QUEUED', 'RUNNING'";

  private Retentions() {}

  /** As if it had been taken days ago. */
  public static void age(String backupId, int days, String status) {
    CatalogSql.execute(
        "update backup set completed_at = completed_at - interval '%d days', status = '%s' where backup_id = '%s'"
            .formatted(days, status, backupId));
  }

  /** As if it were due: announced, and executed unless there is a notice to wait for. */
  public static void run(String source) {
    plan(source);
    await().atMost(60, SECONDS).until(() -> count(source, "retention-execution", ACTIVE) == 0);
  }

  /** As if it were due: announced. */
  public static void plan(String source) {
    long before = count(source, "retention", ENDED);
    String row = " where timetable = 'retention' and key = '" + source + "'";
    await()
        .atMost(60, SECONDS)
        .until(() -> CatalogSql.text("select 1 from schedule" + row) != null);
    CatalogSql.execute(
        "update schedule set last_due = null, next_due = clock_timestamp() - interval '1 second'"
            + row);
    await().atMost(60, SECONDS).until(() -> count(source, "retention", ENDED) > before);
  }

  private static long count(String source, String kind, String states) {
    return Long.parseLong(
        CatalogSql.text(
            "select count(*) from job where kind = '%s' and source_id = '%s' and state in (%s)"
                .formatted(kind, source, states)));
  }
}
