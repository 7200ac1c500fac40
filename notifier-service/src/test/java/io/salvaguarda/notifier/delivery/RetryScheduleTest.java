package io.salvaguarda.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  private static RetrySchedule withJitter(double jitter) {
    return new RetrySchedule(12, Duration.ofSeconds(5), 3, Duration.ofHours(6), () -> jitter);
  }

  @Test
  void theDefaultsTryForAboutADay() {
    RetrySchedule schedule = withJitter(0.5);
    Duration all =
        IntStream.range(1, 12)
            .mapToObj(attempt -> schedule.waitAfter(attempt, Optional.empty()))
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(all).isBetween(Duration.ofHours(20), Duration.ofHours(26));
  }

  @Test
  void waitsGrowAreJitteredAndBounded() {
    assertThat(withJitter(0).waitAfter(1, Optional.empty())).isEqualTo(Duration.ofMillis(3_750));
    assertThat(withJitter(0.999).waitAfter(1, Optional.empty()))
        .isLessThan(Duration.ofMillis(6_250));
    assertThat(withJitter(0.5).waitAfter(3, Optional.empty())).isEqualTo(Duration.ofSeconds(45));
    assertThat(withJitter(0.5).waitAfter(40, Optional.empty())).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void neverSoonerThanTheReceiverAskedAndNotMuchLater() {
    assertThat(withJitter(0).waitAfter(1, Optional.of(Duration.ofMinutes(2))))
        .isEqualTo(Duration.ofMinutes(2));
    assertThat(withJitter(0.999).waitAfter(1, Optional.of(Duration.ofMinutes(2))))
        .isLessThan(Duration.ofSeconds(133));
  }

  @Test
  void aReceiverCanNeitherHurryNorSilenceUs() {
    assertThat(withJitter(0.5).waitAfter(3, Optional.of(Duration.ZERO)))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(withJitter(0).waitAfter(1, Optional.of(Duration.ofDays(3_650))))
        .isEqualTo(Duration.ofHours(24));
  }
}
