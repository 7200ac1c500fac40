package io.salvaguarda.kit.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends the outbox to Kafka in order. One relay at a time over all instances of a service, by an
 * advisory lock that ends with its transaction; a row goes only after the broker's ack.
 */
@ApplicationScoped
class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int BATCH = 20;
  private static final long IDLE_MILLIS = 500;
  private static final long BROKEN_MILLIS = 2_000;
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(30);

  /** The lock is per schema, so that services do not wait for each other. */
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'))";

  private final Transactions transactions;
  private final MutinyEmitter<byte[]> emitter;
  private final OutboxSignal signal;
  private final ObjectMapper mapper;
  private volatile boolean open = true;

  OutboxRelay(
      Transactions transactions,
      @Channel("events-out") MutinyEmitter<byte[]> emitter,
      OutboxSignal signal,
      ObjectMapper mapper) {
    this.transactions = transactions;
    this.emitter = emitter;
    this.signal = signal;
    this.mapper = mapper;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("outbox-relay").start(this::loop);
  }

  void stop(@Observes ShutdownEvent event) {
    open = false;
    signal.raise();
  }

  private void loop() {
    while (open) {
      try {
        if (relay() < BATCH) {
          signal.await(IDLE_MILLIS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.warnf("event=outbox.relay_failed cause=%s", e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(BROKEN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      open = false;
    }
  }

  /** How many records were sent and acknowledged. */
  private int relay() {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(LOCK, Boolean.class)
                    .getSingleResult()
                    .chain(mine -> mine ? sendBatch(session) : Uni.createFrom().item(0)))
        .await()
        .atMost(LONGEST_BATCH);
  }

  private Uni<Integer> sendBatch(Mutiny.Session session) {
    return session
        .createSelectionQuery("from OutboxRow order by seq", OutboxRow.class)
        .setMaxResults(BATCH)
        .getResultList()
        .chain(rows -> sendInOrder(session, rows));
  }

  /** Stops at the first record that the broker does not take, keeping what was acknowledged. */
  private Uni<Integer> sendInOrder(Mutiny.Session session, List<OutboxRow> rows) {
    Uni<Integer> sent = Uni.createFrom().item(0);
    for (OutboxRow row : rows) {
      sent =
          sent.chain(
              count ->
                  count < rows.indexOf(row)
                      ? Uni.createFrom().item(count)
                      : send(row)
                          .chain(() -> session.remove(row))
                          .replaceWith(count + 1)
                          .onFailure()
                          .recoverWithItem(
                              failure -> {
                                LOG.warnf(
                                    "event=outbox.send_failed topic=%s cause=%s",
                                    row.topic, failure.toString());
                                return count;
                              }));
    }
    return sent;
  }

  private Uni<Void> send(OutboxRow row) {
    RecordHeaders headers = new RecordHeaders();
    headersOf(row)
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(row.topic)
            .withKey(row.recordKey)
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(row.body, Metadata.of(metadata)));
  }

  private Map<String, String> headersOf(OutboxRow row) {
    try {
      return mapper.readValue(row.headers, new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
