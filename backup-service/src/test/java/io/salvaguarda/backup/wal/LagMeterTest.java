package io.salvaguarda.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.replication.Lsn;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LagMeterTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final LagMeter meter = new LagMeter();

  @Test
  void whatIsDurableIsNotBehind() {
    assertThat(lag(0, 100, 100)).isZero();
    assertThat(lag(60, 100, 100)).isZero();
  }

  @Test
  void aServerThatRestsWithoutItsLastWordDurableFallsBehindWithTime() {
    lag(0, 100, 90);

    assertThat(lag(60, 100, 90)).isEqualTo(Duration.ofSeconds(60));
    assertThat(lag(61, 100, 100)).isZero();
  }

  @Test
  void aStreamThatKeepsItsDistanceIsAsFarBehindAsThatDistanceLasts() {
    lag(0, 100, 0);
    lag(10, 200, 100);
    lag(20, 300, 200);

    assertThat(lag(30, 400, 299)).isEqualTo(Duration.ofSeconds(10));
  }

  private Duration lag(int second, long serverAt, long durable) {
    return meter.lag(NOON.plusSeconds(second), new Lsn(serverAt), new Lsn(durable));
  }
}
