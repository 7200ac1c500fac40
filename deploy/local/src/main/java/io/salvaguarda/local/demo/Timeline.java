package io.salvaguarda.local.demo;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The events in the order in which they came, each with the time when it came. */
final class Timeline {
  private static final String TYPE_PREFIX = "io.salvaguarda.";
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  /** An event and when it was read from Kafka. */
  record Arrival(Instant at, EventEnvelope<?> event) {}

  void record(Instant at, EventEnvelope<?> event) {
    arrivals.add(new Arrival(at, event));
  }

  /** The events of that kind so far, oldest first. */
  <E extends SuiteEvent> Stream<E> all(Class<E> type) {
    return arrivals.stream()
        .map(arrival -> arrival.event().data())
        .filter(type::isInstance)
        .map(type::cast);
  }

  /** The first such event, when there is one. */
  <E extends SuiteEvent> Optional<E> find(Class<E> type, Predicate<E> which) {
    return all(type).filter(which).findFirst();
  }

  /** When this very event was made. */
  Instant timeOf(SuiteEvent data) {
    return arrivals.stream()
        .filter(arrival -> arrival.event().data() == data)
        .findFirst()
        .orElseThrow()
        .event()
        .time();
  }

  /**
   * One line for each event: when it came (UTC), how long after the first, its short type, its
   * source, and what it says.
   */
  List<String> lines() {
    List<Arrival> all = List.copyOf(arrivals);
    return all.stream().map(arrival -> line(all.getFirst().at(), arrival)).toList();
  }

  private static String line(Instant first, Arrival arrival) {
    EventEnvelope<?> event = arrival.event();
    return String.format(
        Locale.ROOT,
        "%s  +%7.2f s  %-23s %-8s %s",
        CLOCK.format(arrival.at()),
        Duration.between(first, arrival.at()).toMillis() / 1_000.0,
        shortType(event.type()),
        event.subject(),
        EventSummary.of(event.data()));
  }

  private static String shortType(String type) {
    return type.replaceFirst("^" + TYPE_PREFIX.replace(".", "\\."), "")
        .replaceFirst("\\.v\\d+$", "");
  }
}
