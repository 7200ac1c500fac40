package io.salvaguarda.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure must never be too large to be told. */
class BoundedTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "漢", "🦀", "\"", "\u0001", "\\"})
  void theLargestVerificationFailureFitsARecord(String unit) {
    String huge = unit.repeat(100_000);
    Finding finding = new Finding(huge, huge, huge, huge, huge);

    EncodedEvent record =
        new EventCodec()
            .encode(
                new EventFactory("verify-service")
                    .of(failed(Collections.nCopies(500, finding), failure(huge))));

    assertThat(record.body()).hasSizeLessThanOrEqualTo(EventCodec.MAX_BODY_BYTES);
  }

  @Test
  void fiftyOrdinaryFindingsTravelAndTheFiftyFirstDoesNot() {
    List<Finding> findings = new ArrayList<>();
    IntStream.range(0, 51)
        .forEach(
            i ->
                findings.add(
                    new Finding("CHUNK_DAMAGED", "c".repeat(61) + i, null, null, "m".repeat(120))));

    assertThat(failed(findings, failure("x")).findings()).isEqualTo(findings.subList(0, 50));
  }

  @Test
  void theLongestRetentionFitsARecord() {
    BackupChoice longest = new BackupChoice("testdb/logical/" + "a".repeat(60), "\"".repeat(9_000));
    List<BackupChoice> choices = Collections.nCopies(10_000, longest);

    EncodedEvent record =
        new EventCodec()
            .encode(
                new EventFactory("backup-service")
                    .of(
                        new RetentionExecuted(
                            "testdb",
                            BackupKind.LOGICAL,
                            "daily",
                            UUID.randomUUID(),
                            10_000,
                            choices,
                            10_000,
                            choices,
                            Instant.EPOCH)));

    assertThat(record.body()).hasSizeLessThanOrEqualTo(EventCodec.MAX_BODY_BYTES);
  }

  @Test
  void theLastLinesOfALogAreKept() {
    List<String> log = IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toList();

    List<String> kept =
        new Failure(FailureKind.RETRYABLE, ErrorClass.DUMP_FAILED, "m", "n", log).logTail();

    assertThat(kept).hasSizeBetween(1_000, 2_000).endsWith("line 9998", "line 9999");
  }

  @Test
  void halfACharacterDoesNotKeepAFailureFromBeingTold() {
    String half = "🦀".substring(0, 1);

    EncodedEvent record =
        new EventCodec()
            .encode(new EventFactory("verify-service").of(failed(List.of(), failure(half))));

    assertThat(new String(record.body(), StandardCharsets.UTF_8)).contains("\"message\":\"?\"");
  }

  @Test
  void aShortTextIsLeftAlone() {
    String text = "a".repeat(Bounded.TEXT_BYTES);

    assertThat(Bounded.text("message", text)).isEqualTo(text);
  }

  @Test
  void aLongTextIsCutBetweenCharactersAndSaysSo() {
    String cut = Bounded.text("message", "🦀".repeat(Bounded.TEXT_BYTES));

    assertThat(cut).matches("(🦀)+…");
    assertThat(cut.getBytes(StandardCharsets.UTF_8))
        .hasSizeBetween(Bounded.TEXT_BYTES - 4, Bounded.TEXT_BYTES);
  }

  private static Failure failure(String text) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.BACKUP_DAMAGED,
        text,
        text,
        Collections.nCopies(500, text));
  }

  private static VerificationFailed failed(List<Finding> findings, Failure failure) {
    return new VerificationFailed(
        UUID.randomUUID(),
        "testdb/logical/2025-11-20_02-00-07-k3v9qd",
        "testdb",
        BackupKind.LOGICAL,
        "daily",
        "dba",
        "main",
        VerificationTrigger.SCHEDULE,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        findings,
        failure);
  }
}
