package io.salvaguarda.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Generations;
import io.salvaguarda.config.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever backups there are and whatever the plan says. */
class RetentionDecisionPropertiesTest {

  private static final Instant NOW = Instant.parse("2026-06-01T04:30:00Z");
  private static final int HOURS_OF_TWO_YEARS = 2 * 365 * 24;

  @Provide
  Arbitrary<List<KnownBackup>> backups() {
    Arbitrary<Integer> ages = Arbitraries.integers().between(0, HOURS_OF_TWO_YEARS);
    return Combinators.combine(
            ages,
            Arbitraries.of(ProofStatus.class),
            Arbitraries.integers().between(0, HOURS_OF_TWO_YEARS).injectNull(0.7),
            Arbitraries.just(new LegalHold("ops", "audit", NOW)).injectNull(0.8))
        .as(RetentionDecisionPropertiesTest::backup)
        .list()
        .ofMaxSize(40)
        .uniqueElements(KnownBackup::label);
  }

  @Provide
  Arbitrary<Generations> generations() {
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 14);
    return Combinators.combine(count, count, count, count).as(Generations::new);
  }

  private static KnownBackup backup(int age, ProofStatus status, Integer usedAge, LegalHold hold) {
    Instant at = NOW.minus(Duration.ofHours(age));
    String label = at.toString().replace(':', '-');
    Instant usedAt = usedAge == null ? null : NOW.minus(Duration.ofHours(Math.min(usedAge, age)));
    return new KnownBackup("s/logical/" + label, label, "main", at, status, usedAt, hold);
  }

  private static List<KnownBackup> kept(List<KnownBackup> backups, Retention rules) {
    List<KnownBackup> gone =
        Verdict.expired(RetentionDecision.of(backups, rules, ZoneOffset.UTC, false, NOW)).stream()
            .map(Verdict.Expired::backup)
            .toList();
    return backups.stream().filter(backup -> !gone.contains(backup)).toList();
  }

  private static Optional<KnownBackup> newest(
      List<KnownBackup> backups, Predicate<KnownBackup> which) {
    return backups.stream().filter(which).max(Comparator.comparing(KnownBackup::label));
  }

  @Property
  void theNewestVerifiedAndTheNewestThatMayBeGoodAlwaysStay(
      @ForAll("backups") List<KnownBackup> backups,
      @ForAll @IntRange(max = 400) int days,
      @ForAll @IntRange(max = 10) int minimum) {
    List<KnownBackup> kept = kept(backups, new Retention(days, minimum));

    newest(backups, b -> b.status() == ProofStatus.VERIFIED)
        .ifPresent(needed -> assertThat(kept).contains(needed));
    newest(backups, b -> b.status() != ProofStatus.QUARANTINED)
        .ifPresent(needed -> assertThat(kept).contains(needed));
  }

  @Property
  void atLeastTheMinimumStaysAndNothingYoungGoes(
      @ForAll("backups") List<KnownBackup> backups,
      @ForAll @IntRange(max = 400) int days,
      @ForAll @IntRange(max = 10) int minimum) {
    List<KnownBackup> kept = kept(backups, new Retention(days, minimum));

    assertThat(kept.size()).isGreaterThanOrEqualTo(Math.min(minimum, backups.size()));
    assertThat(kept)
        .containsAll(
            backups.stream()
                .filter(b -> !b.completedAt().isBefore(NOW.minus(Duration.ofDays(days))))
                .toList());
  }

  @Property
  void decidingAgainAfterTheDeletionsFindsNothingMore(
      @ForAll("backups") List<KnownBackup> backups,
      @ForAll @IntRange(max = 400) int days,
      @ForAll @IntRange(max = 10) int minimum,
      @ForAll("generations") Generations generations) {
    Retention rules = new Retention(days, minimum, 2, generations);

    assertThat(
            Verdict.expired(
                RetentionDecision.of(kept(backups, rules), rules, ZoneOffset.UTC, false, NOW)))
        .isEmpty();
  }

  @Property
  void whatIsHeldStays(
      @ForAll("backups") List<KnownBackup> backups,
      @ForAll @IntRange(max = 400) int days,
      @ForAll @IntRange(max = 10) int minimum) {
    assertThat(kept(backups, new Retention(days, minimum)))
        .containsAll(backups.stream().filter(backup -> backup.hold() != null).toList());
  }

  @Property
  void everyBackupHasOneVerdictWithAReason(
      @ForAll("backups") List<KnownBackup> backups,
      @ForAll @IntRange(max = 400) int days,
      @ForAll @IntRange(max = 10) int minimum,
      @ForAll("generations") Generations generations,
      @ForAll boolean held) {
    Retention rules = new Retention(days, minimum, 2, generations);

    List<Verdict> verdicts = RetentionDecision.of(backups, rules, ZoneOffset.UTC, held, NOW);

    assertThat(verdicts).extracting(Verdict::backup).containsExactlyInAnyOrderElementsOf(backups);
    assertThat(verdicts).extracting(Verdict::reason).noneMatch(String::isBlank);
  }

  @Property
  void aHoldKeepsEverything(@ForAll("backups") List<KnownBackup> backups) {
    assertThat(
            Verdict.expired(
                RetentionDecision.of(backups, new Retention(0, 0), ZoneOffset.UTC, true, NOW)))
        .isEmpty();
  }
}
