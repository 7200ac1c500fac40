package io.salvaguarda.backup.keys.adapter;

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

/** Asks once a day for the proof of each repository's keys. */
@ApplicationScoped
class KeyProofTimetable implements Timetable {

  private final SuiteConfig config;
  private final JobStore jobs;
  private final Schedule daily;

  KeyProofTimetable(SuiteConfig config, JobStore jobs, KeyProofSettings settings) {
    this.config = config;
    this.jobs = jobs;
    this.daily = new Schedule(CronSchedule.of(settings.schedule()), ZoneOffset.UTC);
  }

  @Override
  public String name() {
    return "key-proof";
  }

  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new HashMap<>();
    config.repositories().keySet().forEach(repository -> entries.put(repository, daily));
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    String key = "schedule:" + due.key() + ":key-proof:" + due.at();
    return jobs.enqueue(session, KeyProofWishes.of(due.key(), "schedule", key)).replaceWithVoid();
  }
}
