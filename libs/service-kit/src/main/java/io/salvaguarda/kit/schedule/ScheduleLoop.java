package io.salvaguarda.kit.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Keeps the rows of this service's timetables and fires what is due. */
@ApplicationScoped
class ScheduleLoop {

  private static final Logger LOG = Logger.getLogger(ScheduleLoop.class);

  private final List<Timetable> timetables;
  private final ScheduleRows rows;
  private final Transactions transactions;
  private final ScheduleSettings settings;
  private volatile boolean open = true;

  ScheduleLoop(
      @Any Instance<Timetable> timetables,
      ScheduleRows rows,
      Transactions transactions,
      ScheduleSettings settings) {
    this.timetables = timetables.stream().toList();
    this.rows = rows;
    this.transactions = transactions;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    if (!timetables.isEmpty()) {
      Thread.ofVirtual().name("schedule").start(this::loop);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    open = false;
  }

  private void loop() {
    long reviewed = Long.MIN_VALUE;
    try {
      while (open) {
        reviewed = turn(reviewed);
        Thread.sleep(settings.poll());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When the last whole review was, by {@link System#nanoTime()}. */
  private long turn(long reviewed) {
    long now = System.nanoTime();
    boolean toReview = reviewed == Long.MIN_VALUE || now - reviewed > settings.review().toNanos();
    boolean well = true;
    for (Timetable timetable : timetables) {
      well &= turn(timetable, toReview);
    }
    return toReview && well ? now : reviewed;
  }

  private boolean turn(Timetable timetable, boolean toReview) {
    try {
      if (toReview) {
        review(timetable);
      }
      while (open && fireNext(timetable)) {
        LOG.debugf("event=schedule.fired timetable=%s", timetable.name());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warnf("event=schedule.turn_failed timetable=%s cause=%s", timetable.name(), e.toString());
      return false;
    }
  }

  void review(Timetable timetable) {
    transactions.await(session -> review(session, timetable));
  }

  /** False when nothing is due. */
  boolean fireNext(Timetable timetable) {
    return transactions.await(session -> fireOne(session, timetable));
  }

  private Uni<Void> review(Mutiny.Session session, Timetable timetable) {
    Map<String, Schedule> missing = new HashMap<>(timetable.entries());
    return rows.now(session)
        .chain(
            now ->
                rows.lockAll(session, timetable.name())
                    .chain(found -> reviewAll(session, found, missing, now))
                    .chain(
                        () ->
                            session.persistAll(
                                missing.entrySet().stream()
                                    .map(e -> rowOf(timetable, e, now))
                                    .toArray())));
  }

  private static ScheduleRow rowOf(
      Timetable timetable, Map.Entry<String, Schedule> entry, Instant now) {
    return new ScheduleRow(timetable.name(), entry.getKey(), entry.getValue(), now);
  }

  private static Uni<Void> reviewAll(
      Mutiny.Session session, List<ScheduleRow> found, Map<String, Schedule> wanted, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (ScheduleRow row : found) {
      Schedule schedule = wanted.remove(row.key);
      if (schedule == null) {
        all = all.chain(() -> session.remove(row));
      } else if (row.review(schedule, now)) {
        LOG.infof("event=schedule.moved schedule=%s nextDue=%s", row.name, row.nextDue);
      }
    }
    return all;
  }

  private Uni<Boolean> fireOne(Mutiny.Session session, Timetable timetable) {
    return rows.lockDue(session, timetable.name())
        .chain(
            row ->
                row == null
                    ? Uni.createFrom().item(false)
                    : rows.now(session)
                        .chain(now -> fire(session, timetable, row, now))
                        .replaceWith(true));
  }

  private static Uni<Void> fire(
      Mutiny.Session session, Timetable timetable, ScheduleRow row, Instant now) {
    Schedule schedule = timetable.entries().get(row.key);
    if (schedule == null) {
      return session.remove(row);
    }
    DueTime due = row.fire(schedule, now);
    LOG.infof(
        "event=schedule.due schedule=%s at=%s next=%s missed=%d",
        row.name, due.at(), due.next(), due.missed());
    return timetable.due(session, due);
  }
}
