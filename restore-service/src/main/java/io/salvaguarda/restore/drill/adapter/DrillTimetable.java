package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** When drills are due: each source and kind of backup, by the source's plan. */
@ApplicationScoped
class DrillTimetable implements Timetable {

  private static final Logger LOG = Logger.getLogger(DrillTimetable.class);
  private static final String SEPARATOR = "/";

  private final SuiteConfig config;
  private final DrillRequests requests;
  private final Map<String, Schedule> entries = new LinkedHashMap<>();

  DrillTimetable(SuiteConfig config, DrillRequests requests) {
    this.config = config;
    this.requests = requests;
    for (PostgresSource source : config.sources().values()) {
      Plan plan = config.planOf(source);
      for (BackupKind kind : Kinds.of(source)) {
        plan.drill()
            .ifPresent(
                times ->
                    entries.put(
                        source.id() + SEPARATOR + Kinds.word(kind),
                        new Schedule(times, plan.timezone())));
      }
    }
  }

  @Override
  public String name() {
    return "drill";
  }

  @Override
  public Map<String, Schedule> entries() {
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    String[] key = due.key().split(SEPARATOR);
    PostgresSource source = config.sources().get(key[0]);
    BackupKind kind = BackupKind.valueOf(key[1].toUpperCase(Locale.ROOT));
    return requests
        .ask(session, source, kind, "schedule", "drill:%s:%s".formatted(due.key(), due.at()))
        .invoke(enqueued -> log(due, enqueued))
        .replaceWithVoid();
  }

  private static void log(DueTime due, Enqueued enqueued) {
    LOG.infof(
        "event=drill.%s of=%s job=%s due=%s missed=%d",
        enqueued instanceof Enqueued.Created ? "scheduled" : "skipped",
        due.key(),
        enqueued.jobId(),
        due.at(),
        due.missed());
  }
}
