package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.StreamSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<BackupProgress> told = new ArrayList<>();
  private final ProgressMeter meter = new ProgressMeter(told::add, nanos::get);

  private final ProgressMeter.Stream stream = meter.stream();

  @Test
  void theRateIsThatOfTheLastSeconds() {
    meter.phase(Phase.DUMP);
    pass(10);
    stream.at(1_000, 500); // a slow start
    pass(1);
    stream.at(2_000, 500);
    pass(4);
    stream.at(12_000, 900);

    assertThat(told.getLast().bytesPerSecond()).isEqualTo(11_000 / 5);
    assertThat(told.getLast().elapsedMillis()).isEqualTo(15_000);
  }

  @Test
  void aRateOfNoTimeIsNone() {
    stream.at(1_000, 500);

    assertThat(told.getLast().bytesPerSecond()).isZero();
  }

  @Test
  void streamsAddUpAndTheLastWordOnThemIsTheRepositorys() {
    stream.at(1_000, 500);
    stream.at(2_000, 500);
    assertThat(told.getLast().chunks()).isEqualTo(2);
    assertThat(told.getLast().newChunks()).isEqualTo(1);

    stream.ended(new StreamSummary("dump", 2_000, 900, 700, 2, 2));
    meter.phase(Phase.GLOBALS);
    meter.stream().at(10, 5);

    BackupProgress last = told.getLast();
    assertThat(last.phase()).isEqualTo(Phase.GLOBALS);
    assertThat(last.plainBytes()).isEqualTo(2_010);
    assertThat(last.storedBytes()).isEqualTo(705);
    assertThat(last.chunks()).isEqualTo(3);
    assertThat(last.newChunks()).isEqualTo(3);
  }

  @Test
  void streamsAtTheSameTimeAddUp() {
    ProgressMeter.Stream other = meter.stream();
    stream.at(1_000, 500);
    other.at(300, 0);
    stream.at(2_000, 900);

    BackupProgress last = told.getLast();
    assertThat(last.plainBytes()).isEqualTo(2_300);
    assertThat(last.storedBytes()).isEqualTo(900);
    assertThat(last.chunks()).isEqualTo(3);
    assertThat(last.newChunks()).isEqualTo(2);
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
