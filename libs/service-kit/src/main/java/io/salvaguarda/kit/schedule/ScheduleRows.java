package io.salvaguarda.kit.schedule;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on the schedule table; every time is the database's. */
@ApplicationScoped
class ScheduleRows {

  /** Locked by another instance means: that one fires it. */
  private static final String DUE =
      """
      select * from schedule
      where timetable = :timetable and next_due <= clock_timestamp()
      order by next_due, name
      limit 1
      for update skip locked
      """;

  /** One instance reviews at a time; the lock ends with its transaction. */
  private static final String REVIEW_LOCK =
      "select pg_advisory_xact_lock(hashtext(current_schema() || '.schedule'))::text";

  Uni<Instant> now(Mutiny.Session session) {
    return session.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }

  /** Null when nothing is due. */
  Uni<ScheduleRow> lockDue(Mutiny.Session session, String timetable) {
    return session
        .createNativeQuery(DUE, ScheduleRow.class)
        .setParameter("timetable", timetable)
        .getSingleResultOrNull();
  }

  /** All rows of a timetable; other reviews wait until this transaction has ended. */
  Uni<List<ScheduleRow>> lockAll(Mutiny.Session session, String timetable) {
    return session
        .createNativeQuery(REVIEW_LOCK, String.class)
        .getSingleResult()
        .chain(
            () ->
                session
                    .createNativeQuery(
                        "select * from schedule where timetable = :timetable for update",
                        ScheduleRow.class)
                    .setParameter("timetable", timetable)
                    .getResultList());
  }
}
