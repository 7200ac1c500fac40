package io.salvaguarda.backup.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

/** Retention, when a test wants it. */
public final class Retentions {

  private Retentions() {}

  /** As if it had been taken days ago. */
  public static void age(String backupId, int days, String status) {
    CatalogSql.execute(
        "update backup set completed_at = completed_at - interval '%d days', status = '%s' where backup_id = '%s'"
            .formatted(days, status, backupId));
  }

  /** As if it were due. */
  public static void run(String source) {
    String before = ended(source);
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                CatalogSql.text(
                        "select 1 from schedule where timetable = 'retention' and key = '"
                            + source
                            + "'")
                    != null);
    CatalogSql.execute(
        "update schedule set last_due = null, next_due = clock_timestamp() - interval '1 second'"
            + " where timetable = 'retention' and key = '"
            + source
            + "'");
    await().atMost(60, SECONDS).until(() -> !ended(source).equals(before));
  }

  private static String ended(String source) {
    return CatalogSql.text(
        "select count(*) from job where kind = 'retention' and state = 'SUCCEEDED' and source_id = '"
            + source
            + "'");
  }
}
