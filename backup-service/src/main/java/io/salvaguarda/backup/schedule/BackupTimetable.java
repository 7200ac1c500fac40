package io.salvaguarda.backup.schedule;

import io.salvaguarda.backup.run.adapter.BackupRequests;
import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Asks for the backups that the plans want: one job per source and due time. */
@ApplicationScoped
public class BackupTimetable implements Timetable {

  /** The timetable of logical backups. */
  public static final String NAME = "logical-backup";

  private static final Logger LOG = Logger.getLogger(BackupTimetable.class);
  private static final String REQUESTED_BY = "schedule";

  private final SuiteConfig config;
  private final BackupRequests requests;

  BackupTimetable(SuiteConfig config, BackupRequests requests) {
    this.config = config;
    this.requests = requests;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new LinkedHashMap<>();
    for (PostgresSource source : config.sources().values()) {
      Plan plan = config.planOf(source);
      entries.put(source.id(), new Schedule(plan.logical(), plan.timezone()));
    }
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    PostgresSource source = config.sources().get(due.key());
    String key = "schedule:" + source.id() + ":logical:" + due.at();
    return requests
        .ask(session, source, BackupTrigger.SCHEDULE, REQUESTED_BY, key)
        .invoke(enqueued -> log(source, due, enqueued))
        .replaceWithVoid();
  }

  private static void log(PostgresSource source, DueTime due, Enqueued enqueued) {
    switch (enqueued) {
      case Enqueued.Created created ->
          LOG.infof(
              "event=backup.scheduled source=%s job=%s due=%s missed=%d",
              source.id(), created.jobId(), due.at(), due.missed());
      case Enqueued.Repeated repeated ->
          LOG.infof(
              "event=backup.scheduled_before source=%s job=%s due=%s",
              source.id(), repeated.jobId(), due.at());
      case Enqueued.AlreadyActive active ->
          LOG.warnf(
              "event=backup.skipped source=%s due=%s next=%s reason=\"job %s still runs\"",
              source.id(), due.at(), due.next(), active.jobId());
    }
  }
}
