package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.config.ReportRules;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.salvaguarda.notifier.notice.ReportKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for the reports when they are due. */
@ApplicationScoped
class ReportTimetable implements Timetable {

  private final ReportRules rules;
  private final JobStore jobs;

  ReportTimetable(SuiteConfig config, JobStore jobs) {
    this.rules = config.reports();
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public Map<String, Schedule> entries() {
    Map<String, Schedule> entries = new HashMap<>();
    rules
        .verification()
        .ifPresent(
            times ->
                entries.put(ReportKind.VERIFICATION.key(), new Schedule(times, rules.timezone())));
    rules
        .drills()
        .ifPresent(
            times -> entries.put(ReportKind.DRILLS.key(), new Schedule(times, rules.timezone())));
    return entries;
  }

  /** After a pause of this service, one report up to now stands for those that were missed. */
  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    Instant to = due.missed() == 0 ? due.at() : Instant.now();
    ReportKind kind = ReportKind.valueOf(due.key().toUpperCase(Locale.ROOT));
    String key = "schedule:report:" + due.key() + ":" + due.at();
    return jobs.enqueue(
            session, ReportWishes.of(new ReportPayload(kind, null, to), "schedule", key))
        .replaceWithVoid();
  }
}
