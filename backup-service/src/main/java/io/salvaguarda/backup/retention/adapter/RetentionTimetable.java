package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.config.CronSchedule;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks once a day for each source's retention. */
@ApplicationScoped
class RetentionTimetable implements Timetable {

  private static final int ATTEMPTS = 3;
  private static final Duration DEADLINE = Duration.ofHours(6);

  private final SuiteConfig config;
  private final JobStore jobs;
  private final Schedule daily;

  RetentionTimetable(SuiteConfig config, JobStore jobs, RetentionSettings settings) {
    this.config = config;
    this.jobs = jobs;
    this.daily = new Schedule(CronSchedule.of(settings.schedule()), ZoneOffset.UTC);
  }

  @Override
  public String name() {
    return "retention";
  }

  /** Sources that are no longer configured have no plan: nothing of theirs is deleted. */
  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new HashMap<>();
    config.sources().keySet().forEach(source -> entries.put(source, daily));
    return entries;
  }

  Instant nextAfter(Instant now) {
    return daily.nextAfter(now);
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    return jobs.enqueue(
            session,
            new JobRequest(
                RetentionJob.KIND,
                due.key(),
                due.key(),
                new RetentionJob.Payload(null),
                ATTEMPTS,
                DEADLINE,
                "schedule",
                "schedule:" + due.key() + ":retention:" + due.at()))
        .replaceWithVoid();
  }
}
