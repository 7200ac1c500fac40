package io.salvaguarda.notifier.absence.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.salvaguarda.notifier.absence.Hearing.Sight;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How far this service's instances together have come with the events: compares what they committed
 * with where the topics ended at the look before.
 */
@ApplicationScoped
class KafkaSight {

  private static final Logger LOG = Logger.getLogger(KafkaSight.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private final List<String> topics;
  private final String group;
  private Admin admin;
  private Ends before = new Ends(null, Map.of());
  private long committedBefore = -1;

  KafkaSight(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "mp.messaging.incoming.events-in.topics") List<String> topics,
      @ConfigProperty(name = "mp.messaging.incoming.events-in.group.id") String group) {
    this.kafka = kafka;
    this.topics = topics;
    this.group = group;
  }

  /** Where the topics ended at that instant, or began if nothing of them was ever committed. */
  private record Ends(Instant at, Map<TopicPartition, Long> offsets) {}

  void stop(@Observes ShutdownEvent event) {
    close();
  }

  /**
   * One look; blocks for some seconds when Kafka does not answer.
   *
   * @param now by the database's clock
   */
  synchronized Sight look(Instant now) {
    try {
      Map<TopicPartition, Long> ends = offsets(partitions(), OffsetSpec.latest());
      Map<TopicPartition, Long> committed = committed(ends);
      boolean caughtUp = before.at() != null && covers(committed, before.offsets());
      Sight sight =
          new Sight(caughtUp ? Optional.of(before.at()) : Optional.empty(), moved(committed));
      before = new Ends(now, ends);
      return sight;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Sight.NOTHING;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.warnf("event=absence.kafka_away cause=%s", e.toString());
      close();
      return Sight.NOTHING;
    }
  }

  private boolean moved(Map<TopicPartition, Long> committed) {
    long sum = committed.values().stream().mapToLong(Long::longValue).sum();
    boolean moved = committedBefore >= 0 && sum > committedBefore;
    committedBefore = sum;
    return moved;
  }

  private static boolean covers(Map<TopicPartition, Long> committed, Map<TopicPartition, Long> of) {
    return of.entrySet().stream()
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private List<TopicPartition> partitions()
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, KafkaFuture<TopicDescription>> described =
        admin().describeTopics(topics).topicNameValues();
    List<TopicPartition> all = new java.util.ArrayList<>();
    for (KafkaFuture<TopicDescription> each : described.values()) {
      try {
        TopicDescription topic = await(each);
        topic
            .partitions()
            .forEach(part -> all.add(new TopicPartition(topic.name(), part.partition())));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e; // a topic that is not there yet has nothing to be heard
        }
      }
    }
    return all;
  }

  private Map<TopicPartition, Long> offsets(List<TopicPartition> of, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked =
        of.stream().collect(Collectors.toMap(each -> each, each -> which));
    Map<TopicPartition, Long> found = new HashMap<>();
    await(admin().listOffsets(asked).all())
        .forEach((partition, offset) -> found.put(partition, offset.offset()));
    return found;
  }

  /** Where nothing was ever committed, from the first record on. */
  private Map<TopicPartition, Long> committed(Map<TopicPartition, Long> ends)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> known =
        await(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    List<TopicPartition> unknown =
        ends.keySet().stream().filter(each -> known.get(each) == null).toList();
    Map<TopicPartition, Long> all = offsets(unknown, OffsetSpec.earliest());
    known.forEach(
        (partition, offset) -> {
          if (offset != null) {
            all.put(partition, offset.offset());
          }
        });
    return all;
  }

  private static <T> T await(KafkaFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Admin admin() {
    if (admin == null) {
      Map<String, Object> settings = new HashMap<>(kafka);
      settings.keySet().retainAll(AdminClientConfig.configNames());
      settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
      settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
      admin = Admin.create(settings);
    }
    return admin;
  }

  private synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
