package io.salvaguarda.backup.schedule;

import io.salvaguarda.backup.run.adapter.BackupRequests;
import io.salvaguarda.config.CronSchedule;
import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Asks for the backups that the plans want: one job per source, kind and due time. */
@ApplicationScoped
class DueBackups {

  private static final Logger LOG = Logger.getLogger(DueBackups.class);
  private static final String REQUESTED_BY = "schedule";

  private final SuiteConfig config;
  private final BackupRequests requests;

  DueBackups(SuiteConfig config, BackupRequests requests) {
    this.config = config;
    this.requests = requests;
  }

  /** Each source that can have such backups, with its plan's times. */
  Map<String, Schedule> entries(BackupKind kind) {
    Map<String, Schedule> entries = new LinkedHashMap<>();
    for (PostgresSource source : config.sources().values()) {
      if (BackupRequests.canHave(source, kind)) {
        entries.put(source.id(), schedule(config.planOf(source), kind));
      }
    }
    return entries;
  }

  static Schedule schedule(Plan plan, BackupKind kind) {
    CronSchedule times =
        switch (kind) {
          case LOGICAL -> plan.logical();
          case PHYSICAL -> plan.physical();
          case BUCKET -> throw new IllegalArgumentException("plans have no times for buckets");
        };
    return new Schedule(times, plan.timezone());
  }

  Uni<Void> ask(Mutiny.Session session, BackupKind kind, DueTime due) {
    PostgresSource source = config.sources().get(due.key());
    String key =
        "schedule:%s:%s:%s".formatted(source.id(), kind.name().toLowerCase(Locale.ROOT), due.at());
    return requests
        .ask(session, source, kind, BackupTrigger.SCHEDULE, REQUESTED_BY, key)
        .invoke(enqueued -> log(source, kind, due, enqueued))
        .replaceWithVoid();
  }

  private static void log(PostgresSource source, BackupKind kind, DueTime due, Enqueued enqueued) {
    switch (enqueued) {
      case Enqueued.Created created ->
          LOG.infof(
              "event=backup.scheduled source=%s kind=%s job=%s due=%s missed=%d",
              source.id(), kind, created.jobId(), due.at(), due.missed());
      case Enqueued.Repeated repeated ->
          LOG.infof(
              "event=backup.scheduled_before source=%s kind=%s job=%s due=%s",
              source.id(), kind, repeated.jobId(), due.at());
      case Enqueued.AlreadyActive active ->
          LOG.warnf(
              "event=backup.skipped source=%s kind=%s due=%s next=%s reason=\"job %s still runs\"",
              source.id(), kind, due.at(), due.next(), active.jobId());
    }
  }
}
