package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** When windows are proven: of each source whose log is archived, by its plan. */
@ApplicationScoped
class ProofTimetable implements Timetable {

  private final SuiteConfig config;
  private final ProofRequests requests;
  private final Map<String, Schedule> entries = new LinkedHashMap<>();

  ProofTimetable(SuiteConfig config, ProofRequests requests) {
    this.config = config;
    this.requests = requests;
    for (PostgresSource source : config.sources().values()) {
      Plan plan = config.planOf(source);
      if (source.wal() != WalMode.NONE) {
        plan.windowProof()
            .ifPresent(times -> entries.put(source.id(), new Schedule(times, plan.timezone())));
      }
    }
  }

  @Override
  public String name() {
    return "window-proof";
  }

  @Override
  public Map<String, Schedule> entries() {
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    PostgresSource source = config.sources().get(due.key());
    String key = "window-proof:%s:%s".formatted(source.id(), due.at());
    return requests.ask(session, source, "schedule", key).replaceWithVoid();
  }
}
