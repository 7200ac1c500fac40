package io.salvaguarda.kit.schedule;

import io.salvaguarda.config.CronSchedule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes what was due; fails as often as told before. */
@ApplicationScoped
class NotedTimetable implements Timetable {

  private final Map<String, Schedule> entries = new ConcurrentHashMap<>();
  private final List<DueTime> fired = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  void entry(String key, String expression) {
    entries.put(key, new Schedule(CronSchedule.of(expression), ZoneOffset.UTC));
  }

  void remove(String key) {
    entries.remove(key);
  }

  void failTimes(int times) {
    failures.set(times);
  }

  List<DueTime> fired(String key) {
    return fired.stream().filter(due -> due.key().equals(key)).toList();
  }

  @Override
  public String name() {
    return "noted";
  }

  @Override
  public Map<String, Schedule> entries() {
    return Map.copyOf(entries);
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    if (failures.getAndDecrement() > 0) {
      return Uni.createFrom().failure(new IllegalStateException("not this time"));
    }
    return session
        .createNativeQuery("select 1", Integer.class)
        .getSingleResult()
        .invoke(() -> fired.add(due))
        .replaceWithVoid();
  }
}
