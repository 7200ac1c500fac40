package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.replication.WalStream.Idle;
import io.salvaguarda.postgres.replication.WalStream.Wal;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WalStreamTest {
  private static final int SEGMENT = 16 << 20;
  private static final Duration SOON = Duration.ofMillis(200);

  private Primary primary;

  /** Another test repeats this one with another version. */
  Majors major() {
    return Majors.OWN;
  }

  @BeforeEach
  void start() throws Exception {
    primary = Primary.start(major(), Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    primary.close();
  }

  private WalStream from(Lsn from, String... slot) {
    return WalStream.start(primary.replicator(), Arrays.stream(slot).findFirst(), from, 1)
        .orThrow();
  }

  private Lsn here() throws Exception {
    return primary.lsn("pg_current_wal_flush_lsn()");
  }

  /** All that the stream brings up to that position. */
  private static byte[] upTo(Lsn end, WalStream stream, Lsn from) {
    var bytes = new ByteArrayOutputStream();
    for (Lsn at = from; at.isBefore(end); ) {
      if (stream.read(SOON) instanceof Wal wal) {
        assertThat(wal.at()).isEqualTo(at);
        bytes.writeBytes(wal.bytes());
        at = wal.end();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsWrittenIsStreamedByteForByte() throws Exception {
    Lsn from = here().segmentStart(SEGMENT);
    try (WalStream stream = from(from)) {
      primary.execute("create table t as select generate_series(1, 100000) n");
      Lsn end = here();

      byte[] streamed = upTo(end, stream, from);

      byte[] file =
          Files.readAllBytes(
              primary.cluster().data().resolve("pg_wal").resolve(from.segmentName(1, SEGMENT)));
      int whole = (int) Math.min(SEGMENT, end.minus(from));
      assertThat(Arrays.mismatch(streamed, 0, whole, file, 0, whole)).isEqualTo(-1);
      assertThat(stream.identity().timeline()).isEqualTo(1);
      assertThat(stream.walSegmentBytes()).isEqualTo(SEGMENT);
    }
  }

  @Test
  void whatIsConfirmedAsFlushedMovesTheSlot() throws Exception {
    ReplicationSlots.ensure(primary.replicator(), "archive").orThrow();
    Lsn from = here().segmentStart(SEGMENT);
    try (WalStream stream = from(from, "archive")) {
      primary.execute("create table t as select generate_series(1, 1000) n");
      Lsn end = here();
      upTo(end, stream, from);

      stream.confirm(end, from.plus(8));
      awaitRestart(from.plus(8));
      stream.confirm(end, end);
      awaitRestart(end);
    }
  }

  private void awaitRestart(Lsn lsn) {
    await()
        .untilAsserted(
            () -> {
              var state =
                  ReplicationSlots.state(primary.superuser(), "archive").orThrow().orElseThrow();
              assertThat(state.restartLsn()).isEqualTo(Optional.of(lsn));
              assertThat(state.active()).isTrue();
            });
  }

  @Test
  void whenNothingIsWrittenTheReaderHearsSoInTheAskedTime() throws Exception {
    Lsn from = here();
    try (WalStream stream = from(from)) {
      long start = System.nanoTime();
      WalStream.Message message = stream.read(SOON);
      while (!(message instanceof Idle)) {
        message = stream.read(SOON);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(((Idle) message).serverEnd()).isGreaterThanOrEqualTo(from);
    }
  }

  @Test
  void walThatTheServerHasRemovedIsToldFromAnOutage() throws Exception {
    Lsn old = here().segmentStart(SEGMENT);
    String file = old.segmentName(1, SEGMENT);
    primary.execute("alter system set min_wal_size = '32MB'", "select pg_reload_conf()");
    for (int i = 0; i < 8; i++) {
      primary.execute("select pg_logical_emit_message(false, 'x', 'x')", "select pg_switch_wal()");
    }
    primary.execute("checkpoint");
    assertThat(primary.cluster().data().resolve("pg_wal").resolve(file)).doesNotExist();

    assertThatThrownBy(
            () -> {
              try (WalStream stream = from(old)) {
                upTo(old.plus(SEGMENT), stream, old);
              }
            })
        .isInstanceOfSatisfying(
            PostgresException.class,
            e -> {
              assertThat(e.failure().error()).isEqualTo(PostgresError.WAL_REMOVED);
              assertThat(e.failure().kind()).isEqualTo(PostgresFailure.Kind.TERMINAL);
            });
  }

  @Test
  void aSlotThatIsNotThereIsSaidToBeGone() {
    var outcome = WalStream.start(primary.replicator(), Optional.of("gone"), Lsn.ZERO, 1);

    assertThat(outcome).extracting("failure.error").isEqualTo(PostgresError.CONFIGURATION);
  }

  @Test
  void aSlotThatSomebodyElseStreamsByIsTriedAgain() throws Exception {
    ReplicationSlots.ensure(primary.replicator(), "archive").orThrow();
    try (WalStream stream = from(here(), "archive")) {
      var second = WalStream.start(primary.replicator(), Optional.of("archive"), here(), 1);

      assertThat(second)
          .extracting("failure.kind", "failure.error")
          .containsExactly(PostgresFailure.Kind.RETRYABLE, PostgresError.SOURCE_UNREACHABLE);
      assertThat(stream.identity().timeline()).isEqualTo(1);
    }
  }

  @Test
  void aServerShutsDownOnceWhatItSentIsConfirmed() throws Exception {
    Lsn from = here();
    try (WalStream stream = from(from)) {
      var shutdown = CompletableFuture.runAsync(primary.cluster()::stop);

      assertThatThrownBy(
              () -> {
                while (true) {
                  if (stream.read(SOON) instanceof Wal wal) {
                    stream.confirm(wal.end(), wal.end());
                  }
                }
              })
          .isInstanceOfSatisfying(
              PostgresException.class,
              e -> assertThat(e.failure().error()).isEqualTo(PostgresError.SOURCE_UNREACHABLE));
      shutdown.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aStreamIsCancelledFromAnotherThread() throws Exception {
    try (WalStream stream = from(here())) {
      var reader =
          CompletableFuture.runAsync(
              () -> {
                while (true) {
                  stream.read(Duration.ofMinutes(5));
                }
              });
      await()
          .untilAsserted(
              () ->
                  assertThat(primary.query("select state from pg_stat_replication"))
                      .isEqualTo("streaming"));

      stream.cancel();

      assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              PostgresException.class,
              e -> assertThat(e.failure().error()).isEqualTo(PostgresError.CANCELLED));
    }
  }

  @Test
  void whoeverAnswersNoKeepaliveWouldBeCutOff() throws Exception {
    primary.execute("alter system set wal_sender_timeout = '1s'", "select pg_reload_conf()");
    Lsn from = here();
    try (WalStream stream = from(from)) {
      long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (System.nanoTime() < end) {
        stream.read(SOON);
      }
      primary.execute("create table t (n int)");

      assertThat(upTo(here(), stream, from)).isNotEmpty();
    }
  }
}
