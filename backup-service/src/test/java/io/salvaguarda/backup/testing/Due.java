package io.salvaguarda.backup.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.kit.testing.CatalogSql;

/** Makes schedules due now. */
public final class Due {

  private Due() {}

  /** Fires the entry; the job it asks for may take its time. */
  public static void now(String timetable, String key) {
    String entry = " where timetable = '%s' and key = '%s'".formatted(timetable, key);
    await()
        .atMost(60, SECONDS)
        .until(() -> CatalogSql.text("select 1 from schedule" + entry) != null);
    CatalogSql.execute(
        "update schedule set last_due = null, next_due = clock_timestamp() - interval '1 second'"
            + entry);
  }
}
