package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventFactoryTest {
  private static final StorageLow EVENT =
      new StorageLow(
          SourceIds.STORAGE,
          "backup-service",
          "/tmp",
          null,
          1,
          2,
          StorageThreshold.WARNING,
          Instant.EPOCH);

  @Test
  void everyEventHasAnIdOfItsOwnThatSortsByTime() {
    EventFactory factory = new EventFactory("backup-service");

    List<UUID> ids =
        IntStream.range(0, 10_000).mapToObj(i -> factory.of(EVENT).id()).distinct().toList();

    assertThat(ids).hasSize(10_000).allMatch(id -> id.version() == 7);
    assertThat(ids.stream().map(UUID::toString)).isSorted();
  }

  @Test
  void manyThreadsGetDifferentIds() {
    EventFactory factory = new EventFactory("backup-service");

    assertThat(
            IntStream.range(0, 20_000).parallel().mapToObj(i -> factory.of(EVENT).id()).distinct())
        .hasSize(20_000);
  }

  @Test
  void theTimeIsTheClocksToTheMillisecond() {
    Clock clock = Clock.fixed(Instant.parse("2025-11-20T02:00:00.123456789Z"), ZoneOffset.UTC);

    assertThat(new EventFactory("backup-service", clock).of(EVENT).time())
        .isEqualTo("2025-11-20T02:00:00.123Z");
  }

  @Test
  void theEnvelopeIsAboutTheEventsSource() {
    EventEnvelope<StorageLow> envelope = new EventFactory("backup-service").of(EVENT);

    assertThat(envelope.subject()).isEqualTo("storage");
    assertThat(envelope.type()).isEqualTo("io.salvaguarda.storage.low.v1");
    assertThat(envelope.source()).isEqualTo("/salvaguarda/backup-service");
  }

  @Test
  void aServiceNameThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> new EventFactory("Backup Service"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
