package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationSlotsTest {
  private static Primary primary;

  @BeforeAll
  static void start() throws Exception {
    primary = Primary.start(Map.of("max_replication_slots", "2", "max_slot_wal_keep_size", "1GB"));
  }

  @AfterAll
  static void stop() throws Exception {
    primary.close();
  }

  private static Optional<ReplicationSlots.SlotState> state(String slot) {
    return ReplicationSlots.state(primary.superuser(), slot).orThrow();
  }

  @Test
  void aSlotKeepsWalAtOnceAndIsMadeOnlyOnce() throws Exception {
    assertThat(state("kept")).isEmpty();

    ReplicationSlots.ensure(primary.replicator(), "kept").orThrow();
    var first = state("kept").orElseThrow();
    ReplicationSlots.ensure(primary.replicator(), "kept").orThrow();
    primary.execute("select pg_logical_emit_message(true, 'x', repeat('x', 100000))");

    var second = state("kept").orElseThrow();
    assertThat(second.restartLsn()).isPresent().isEqualTo(first.restartLsn());
    assertThat(second.active()).isFalse();
    assertThat(second.retainedBytes()).isGreaterThanOrEqualTo(first.retainedBytes() + 100_000);
    assertThat(second.walStatus()).isEqualTo(ReplicationSlots.WalStatus.RESERVED);
    assertThat(second.safeBytes()).isNotEqualTo(OptionalLong.empty());

    assertThat(ReplicationSlots.drop(primary.replicator(), "kept").orThrow()).isTrue();
    assertThat(ReplicationSlots.drop(primary.replicator(), "kept").orThrow()).isFalse();
  }

  @Test
  void whenNoSlotIsLeftTheServersLimitIsNamed() {
    ReplicationSlots.ensure(primary.replicator(), "one").orThrow();
    ReplicationSlots.ensure(primary.replicator(), "two").orThrow();

    PostgresFailure failure = failure(ReplicationSlots.ensure(primary.replicator(), "three"));

    assertThat(failure.error()).isEqualTo(PostgresError.CONFIGURATION);
    assertThat(failure.nextStep()).contains("max_replication_slots");
    ReplicationSlots.drop(primary.replicator(), "one").orThrow();
    ReplicationSlots.drop(primary.replicator(), "two").orThrow();
  }

  @Test
  void onlyWhoMayReplicateMakesSlots() {
    var other = primary.replicator().withUser("the replicator", Password.of("other"));

    assertThat(failure(ReplicationSlots.ensure(other, "kept")).error())
        .isEqualTo(PostgresError.SOURCE_AUTHENTICATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UPPER", "a b", "x; drop", "a\"", "é"})
  void namesThatNoSlotCanHaveAreRefusedHere(String name) {
    assertThatThrownBy(() -> ReplicationSlots.ensure(primary.replicator(), name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PostgresFailure failure(Outcome<?> outcome) {
    return ((Outcome.Failed<?>) outcome).failure();
  }
}
