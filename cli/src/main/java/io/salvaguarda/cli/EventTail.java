package io.salvaguarda.cli;

import io.salvaguarda.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all topics of the suite without a group, so that nobody's offsets move. */
final class EventTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int PATIENCE_MILLIS = 8_000;

  /** So many old events are put in order at once; more would need too much memory. */
  private static final int MOST_SORTED = 20_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> known;

  /**
   * @param since the first event's time; null: only those that come from now on
   * @throws CliFailure UNREACHABLE, or NOT_FOUND when it has none of the suite's topics
   */
  EventTail(String bootstrapServers, Instant since) {
    consumer = consumer(bootstrapServers);
    try {
      List<TopicPartition> partitions = partitions();
      if (partitions.isEmpty()) {
        throw new CliFailure(
            ExitCode.NOT_FOUND, "Kafka at " + bootstrapServers + " has no topics of the suite");
      }
      consumer.assign(partitions);
      known = consumer.endOffsets(partitions);
      begin(since);
    } catch (KafkaException e) {
      consumer.close();
      throw unreachable(bootstrapServers);
    } catch (CliFailure e) {
      consumer.close();
      throw e;
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    settings.put("allow.auto.create.topics", false); // who watches must not change what is there
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw unreachable(bootstrapServers);
    }
  }

  private static CliFailure unreachable(String bootstrapServers) {
    return new CliFailure(
        ExitCode.UNREACHABLE, "Kafka does not answer at " + bootstrapServers + ": is it running?");
  }

  private List<TopicPartition> partitions() {
    return Topics.ALL.stream()
        .map(topic -> Optional.ofNullable(consumer.partitionsFor(topic)))
        .flatMap(found -> found.stream().flatMap(Collection<PartitionInfo>::stream))
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private void begin(Instant since) {
    known.forEach(consumer::seek);
    if (since != null) {
      Map<TopicPartition, Long> times =
          known.keySet().stream()
              .collect(Collectors.toMap(Function.identity(), p -> since.toEpochMilli()));
      consumer.offsetsForTimes(times).forEach(this::seek);
    }
  }

  private void seek(TopicPartition partition, OffsetAndTimestamp found) {
    if (found != null) {
      consumer.seek(partition, found.offset());
    }
  }

  /**
   * Gives out events: those that were there at the start ordered by their time, those that come
   * later as they come.
   *
   * @param idle ends when nothing came for so long; null: never
   * @param each says whether to go on
   */
  void follow(Duration idle, Predicate<TailedEvent> each) {
    List<TailedEvent> waiting = new ArrayList<>();
    Deadline quiet = new Deadline(idle == null ? Duration.ofDays(36_500) : idle);
    while (true) {
      int before = waiting.size();
      consumer.poll(POLL).forEach(kafka -> waiting.add(TailedEvent.of(kafka)));
      if (waiting.size() > before) {
        quiet = new Deadline(idle == null ? Duration.ofDays(36_500) : idle);
      }
      boolean given = waiting.size() >= MOST_SORTED || hasReachedTheKnownEnd() || quiet.isPast();
      if (given && !give(waiting, each) || quiet.isPast()) {
        return;
      }
    }
  }

  private static boolean give(List<TailedEvent> events, Predicate<TailedEvent> each) {
    events.sort(Comparator.comparing(TailedEvent::at));
    boolean goOn = events.stream().allMatch(each);
    events.clear();
    return goOn;
  }

  private boolean hasReachedTheKnownEnd() {
    return known.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
