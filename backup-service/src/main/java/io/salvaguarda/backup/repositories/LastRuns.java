package io.salvaguarda.backup.repositories;

import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When work last came to its end, by what the job table says. Where a job's result has an outcome,
 * only DONE is that end.
 */
@ApplicationScoped
class LastRuns {

  private static final String ENDED =
      """
      select exclusive_key, max(finished_at) from job
      where kind = :kind and state = 'SUCCEEDED'
        and coalesce(cast(result as jsonb) ->> 'outcome', 'DONE') = 'DONE'
      group by exclusive_key
      """;

  private final Transactions transactions;

  LastRuns(Transactions transactions) {
    this.transactions = transactions;
  }

  /** By exclusive key; without those that never did. */
  Uni<Map<String, Instant>> of(String kind) {
    return transactions.run(
        session ->
            session
                .createNativeQuery(ENDED, Object[].class)
                .setParameter("kind", kind)
                .getResultList()
                .map(LastRuns::byKey));
  }

  private static Map<String, Instant> byKey(List<Object[]> rows) {
    Map<String, Instant> ends = new HashMap<>();
    rows.forEach(row -> ends.put((String) row[0], instant(row[1])));
    return ends;
  }

  private static Instant instant(Object value) {
    return value instanceof java.time.OffsetDateTime time ? time.toInstant() : (Instant) value;
  }
}
