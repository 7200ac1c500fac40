package io.salvaguarda.backup.prune.adapter;

import io.salvaguarda.config.CronSchedule;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks once a week for each repository's prune. */
@ApplicationScoped
class PruneTimetable implements Timetable {

  private final SuiteConfig config;
  private final JobStore jobs;
  private final Schedule weekly;

  PruneTimetable(SuiteConfig config, JobStore jobs, PruneSettings settings) {
    this.config = config;
    this.jobs = jobs;
    this.weekly = new Schedule(CronSchedule.of(settings.schedule()), ZoneOffset.UTC);
  }

  @Override
  public String name() {
    return "prune";
  }

  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new HashMap<>();
    config.repositories().keySet().forEach(repository -> entries.put(repository, weekly));
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    String key = "schedule:" + due.key() + ":prune:" + due.at();
    return jobs.enqueue(session, PruneWishes.of(due.key(), false, "schedule", key))
        .replaceWithVoid();
  }
}
