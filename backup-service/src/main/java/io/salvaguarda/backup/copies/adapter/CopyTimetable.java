package io.salvaguarda.backup.copies.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for each copy at the times that its repository names. */
@ApplicationScoped
class CopyTimetable implements Timetable {

  private final SuiteConfig config;
  private final JobStore jobs;

  CopyTimetable(SuiteConfig config, JobStore jobs) {
    this.config = config;
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "copy";
  }

  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new LinkedHashMap<>();
    for (CopyPair pair : CopyPair.allOf(config)) {
      entries.put(
          pair.key(),
          new Schedule(config.repositories().get(pair.from()).copies().schedule(), ZoneOffset.UTC));
    }
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    String[] names = due.key().split("/");
    CopyPair pair = new CopyPair(names[0], names[1]);
    return jobs.enqueue(
            session, pair.wish("schedule", "schedule:" + pair.key() + ":copy:" + due.at()))
        .replaceWithVoid();
  }
}
