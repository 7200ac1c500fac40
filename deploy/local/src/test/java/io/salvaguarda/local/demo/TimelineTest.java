package io.salvaguarda.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.events.DecodeResult;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.SuiteEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Timeline timeline = new Timeline();

  @Test
  void eachEventIsALineWithItsArrivalItsOffsetItsTypeItsSourceAndWhatItSays() {
    timeline.record(NOON, envelope(started()));
    timeline.record(NOON.plusMillis(1_250), envelope(failed()));

    assertThat(timeline.lines())
        .containsExactly(
            "12:00:00.000  +   0.00 s  backup.started          testdb   by REQUEST, attempt 1",
            "12:00:01.250  +   1.25 s  backup.failed           testdb   SOURCE_UNREACHABLE");
  }

  @Test
  void anEventIsFoundByItsKindAndWhatItHolds() {
    BackupFailed failed = failed();
    timeline.record(NOON, envelope(started()));
    assertThat(timeline.find(BackupFailed.class, event -> true)).isEmpty();

    timeline.record(NOON, envelope(failed));

    assertThat(timeline.find(BackupFailed.class, event -> event.jobId().equals(failed.jobId())))
        .contains(failed);
    assertThat(timeline.find(BackupFailed.class, event -> event.attempt() == 2)).isEmpty();
  }

  private static EventEnvelope<?> envelope(SuiteEvent event) {
    EventCodec codec = new EventCodec();
    var encoded = codec.encode(new EventFactory("test").of(event));
    return ((DecodeResult.Decoded) codec.decode(encoded.headers(), encoded.body())).envelope();
  }

  private static BackupStarted started() {
    return new BackupStarted(
        UUID.randomUUID(),
        1,
        "testdb",
        BackupKind.LOGICAL,
        "daily",
        "dba",
        BackupTrigger.REQUEST,
        NOON);
  }

  private static BackupFailed failed() {
    Failure failure =
        new Failure(
            FailureKind.RETRYABLE, ErrorClass.SOURCE_UNREACHABLE, "refused", "start it", List.of());
    return new BackupFailed(
        UUID.randomUUID(), 1, "testdb", BackupKind.LOGICAL, "daily", "dba", NOON, NOON, failure);
  }
}
