package io.salvaguarda.notifier.absence.adapter;

import io.quarkus.scheduler.Scheduled;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.absence.Hearing;
import io.salvaguarda.notifier.absence.Hearing.Sight;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Looks for what did not come. One instance looks at a time, by the database's clock; what it finds
 * is told in the same transaction that notes it.
 */
@ApplicationScoped
class AbsenceWatch {

  private static final Logger LOG = Logger.getLogger(AbsenceWatch.class);

  private final KafkaSight kafka;
  private final HearingRows rows;
  private final Deafness deafness;
  private final ExpectationReview review;
  private final Transactions transactions;
  private final AbsenceSettings settings;
  private boolean reviewed;

  AbsenceWatch(
      KafkaSight kafka,
      HearingRows rows,
      Deafness deafness,
      ExpectationReview review,
      Transactions transactions,
      AbsenceSettings settings) {
    this.kafka = kafka;
    this.rows = rows;
    this.deafness = deafness;
    this.review = review;
    this.transactions = transactions;
    this.settings = settings;
  }

  @Scheduled(
      every = "${salvaguarda.absence.every:15s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    try {
      Instant now = transactions.await(rows::now);
      Sight sight = kafka.look(now);
      boolean whole = !reviewed;
      reviewed |= transactions.await(session -> look(session, sight, whole));
    } catch (RuntimeException e) {
      LOG.warnf("event=absence.not_looked cause=%s", e.toString());
    }
  }

  /**
   * False when another instance looks.
   *
   * @param whole whether this instance has yet to compare the rows with its configuration
   */
  private Uni<Boolean> look(Mutiny.Session session, Sight sight, boolean whole) {
    return rows.lock(session)
        .chain(
            hearing ->
                hearing.isEmpty()
                    ? Uni.createFrom().item(false)
                    : rows.now(session)
                        .chain(now -> look(session, hearing.get(), sight, whole, now))
                        .replaceWith(true));
  }

  private Uni<Void> look(
      Mutiny.Session session, Hearing before, Sight sight, boolean whole, Instant now) {
    Hearing hearing = before.after(sight, now, settings.deafAfter());
    return deafness
        .tell(session, hearing, sight)
        .call(told -> rows.write(session, told))
        .chain(told -> whole ? review.all(session, told) : review.due(session, told));
  }
}
