package io.salvaguarda.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertThat(RetryAfter.read("120", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Sat, 21 Nov 2026 02:01:30 GMT", NOW))
        .contains(Duration.ofSeconds(90));
    assertThat(RetryAfter.read("99999999999999999999", NOW)).contains(Duration.ofDays(365));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "soon", "-5", "1.5", "Sat, 21 Nov 2026 01:00:00 GMT", "१२"})
  void nonsenseAndThePastAreNone(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEmpty();
  }
}
