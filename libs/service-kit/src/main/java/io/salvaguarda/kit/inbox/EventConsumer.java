package io.salvaguarda.kit.inbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The Kafka end of the shell: the record is acknowledged after the shell has completed. */
@ApplicationScoped
class EventConsumer {

  private final EventShell shell;

  EventConsumer(EventShell shell) {
    this.shell = shell;
  }

  @Incoming("events-in")
  @Acknowledgment(Acknowledgment.Strategy.POST_PROCESSING)
  Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
    return shell.take(ReceivedRecord.of(record));
  }
}
