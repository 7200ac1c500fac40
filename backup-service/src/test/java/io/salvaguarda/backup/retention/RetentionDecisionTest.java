package io.salvaguarda.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.LegalHold;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Generations;
import io.salvaguarda.config.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionDecisionTest {

  private static final Instant NOW = Instant.parse("2026-06-01T04:30:00Z");
  private static final Retention THIRTY_DAYS = new Retention(30, 1);

  private final List<KnownBackup> backups = new ArrayList<>();

  private void backup(String name, int ageDays, ProofStatus status) {
    backups.add(known(name, NOW.minus(Duration.ofDays(ageDays)), status, null));
  }

  private static KnownBackup known(
      String name, Instant completedAt, ProofStatus status, Instant usedAt) {
    return new KnownBackup(
        name, completedAt.toString().replace(':', '-'), "main", completedAt, status, usedAt, null);
  }

  private List<String> expired(Retention rules, boolean held) {
    return Verdict.expired(RetentionDecision.of(backups, rules, ZoneOffset.UTC, held, NOW)).stream()
        .map(each -> each.backup().backupId())
        .toList();
  }

  @Test
  void whatIsOlderThanThePlanKeepsMayGoTheOldestFirst() {
    backup("young", 29, ProofStatus.VERIFIED);
    backup("old", 31, ProofStatus.VERIFIED);
    backup("older", 40, ProofStatus.UNVERIFIED);

    assertThat(expired(THIRTY_DAYS, false)).containsExactly("older", "old");
    assertThat(
            Verdict.expired(RetentionDecision.of(backups, THIRTY_DAYS, ZoneOffset.UTC, false, NOW))
                .getFirst()
                .reason())
        .isEqualTo("older than 30 days");
  }

  @Test
  void theNewestStayHoweverOldTheyAre() {
    backup("a", 100, ProofStatus.VERIFIED);
    backup("b", 101, ProofStatus.VERIFIED);
    backup("c", 102, ProofStatus.VERIFIED);

    assertThat(expired(new Retention(30, 2), false)).containsExactly("c");
  }

  @Test
  void badBackupsDoNotCountTowardsTheMinimum() {
    backup("bad", 50, ProofStatus.QUARANTINED);
    backup("good", 60, ProofStatus.UNVERIFIED);
    backup("worse", 70, ProofStatus.QUARANTINED);

    assertThat(expired(THIRTY_DAYS, false)).containsExactly("worse");
  }

  @Test
  void theLastVerifiedBackupStays() {
    backup("new", 1, ProofStatus.UNVERIFIED);
    backup("inconclusive", 2, ProofStatus.INCONCLUSIVE);
    backup("verified", 90, ProofStatus.VERIFIED);
    backup("verified-before", 91, ProofStatus.VERIFIED);

    assertThat(expired(THIRTY_DAYS, false)).containsExactly("verified-before");
  }

  @Test
  void evenAMinimumOfNoneKeepsTheLastThatMayBeGood() {
    backup("only", 400, ProofStatus.UNVERIFIED);
    backup("bad", 399, ProofStatus.QUARANTINED);

    assertThat(expired(new Retention(1, 0), false)).containsExactly("bad");
  }

  @Test
  void aHoldKeepsEverything() {
    backup("young", 1, ProofStatus.VERIFIED);
    backup("old", 400, ProofStatus.UNVERIFIED);

    assertThat(expired(THIRTY_DAYS, true)).isEmpty();
    assertThat(expired(THIRTY_DAYS, false)).containsExactly("old");
  }

  @Test
  void whatIsHeldStays() {
    backup("young", 1, ProofStatus.VERIFIED);
    Instant old = NOW.minus(Duration.ofDays(400));
    LegalHold hold = new LegalHold("ops", "case 4711", NOW);
    backups.add(new KnownBackup("a", "0a", "main", old, ProofStatus.QUARANTINED, null, hold));
    backups.add(new KnownBackup("b", "0b", "main", old, ProofStatus.QUARANTINED, null, null));

    assertThat(expired(THIRTY_DAYS, false)).containsExactly("b");
  }

  @Test
  void whatItsStoreDoesNotLetGoWaitsUntilTheLockIsOverAndSaysSo() {
    backup("young", 1, ProofStatus.VERIFIED);
    Instant old = NOW.minus(Duration.ofDays(40));
    Instant later = NOW.plus(Duration.ofDays(3));
    for (Instant until : new Instant[] {later, NOW}) {
      String name = until.equals(NOW) ? "over" : "locked";
      backups.add(
          new KnownBackup(
              name, "0" + name, "main", old, ProofStatus.UNVERIFIED, null, null, until));
    }

    List<Verdict> verdicts = RetentionDecision.of(backups, THIRTY_DAYS, ZoneOffset.UTC, false, NOW);

    assertThat(Verdict.expired(verdicts))
        .extracting(each -> each.backup().backupId())
        .containsExactly("over");
    assertThat(verdicts).filteredOn(Verdict::goes).hasSize(2);
    assertThat(verdicts.getFirst().reason())
        .isEqualTo("older than 30 days, but locked in its store until " + later);
  }

  @Test
  void everyBackupHasItsReason() {
    Retention rules = new Retention(30, 3, 1, new Generations(0, 1, 4, 1));
    backups.add(known("new", NOW.minus(Duration.ofMinutes(10)), ProofStatus.UNVERIFIED, null));
    backup("young", 2, ProofStatus.UNVERIFIED);
    backup("good", 50, ProofStatus.INCONCLUSIVE); // April
    backup("verified", 60, ProofStatus.VERIFIED); // April
    backup("march", 80, ProofStatus.UNVERIFIED);
    Instant old = NOW.minus(Duration.ofDays(90));
    backups.add(known("read", old, ProofStatus.UNVERIFIED, NOW.minus(Duration.ofHours(1))));
    backup("old", 100, ProofStatus.UNVERIFIED);
    LegalHold hold = new LegalHold("ops", "case 4711", NOW);
    backups.add(new KnownBackup("held", "0", "main", old, ProofStatus.VERIFIED, null, hold));

    assertThat(reasons(rules, false))
        .containsExactly(
            "held: held by ops: case 4711",
            "old: older than 30 days",
            "read: being read",
            "march: monthly 2026-03",
            "verified: the newest verified",
            "good: one of the 3 newest that may be good",
            "young: younger than 30 days",
            "new: younger than 30 days");
    assertThat(reasons(new Retention(0, 0), false))
        .endsWith("new: so new that it may be about to be verified");
    assertThat(reasons(rules, true))
        .startsWith("held: held by ops: case 4711")
        .contains("old: retention waits: a backup is far smaller than usual");
  }

  @Test
  void generationsAreNamedByTheirPeriod() {
    backupAt("2026-01-01T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2025-12-28T05:00:00Z", ProofStatus.UNVERIFIED); // Sunday
    backupAt("2025-12-27T05:00:00Z", ProofStatus.UNVERIFIED);
    backupAt("2025-06-01T05:00:00Z", ProofStatus.UNVERIFIED);

    assertThat(reasons(generations(2, 3, 0, 0), false))
        .containsExactly(
            "2025-06-01T05:00:00Z: weekly 2025-W22",
            "2025-12-27T05:00:00Z: older than 1 days",
            "2025-12-28T05:00:00Z: daily 2025-12-28",
            "2026-01-01T05:00:00Z: the newest verified");
    assertThat(reasons(generations(0, 0, 0, 2), false))
        .contains("2025-12-28T05:00:00Z: yearly 2025");
  }

  private List<String> reasons(Retention rules, boolean held) {
    return RetentionDecision.of(backups, rules, ZoneOffset.UTC, held, NOW).stream()
        .map(verdict -> verdict.backup().backupId() + ": " + verdict.reason())
        .toList();
  }

  @Test
  void whatMayBeReadNowStays() {
    backup("young", 1, ProofStatus.VERIFIED);
    Instant old = NOW.minus(Duration.ofDays(50));
    backups.add(known("read", old, ProofStatus.VERIFIED, NOW.minus(Duration.ofHours(11))));
    backups.add(
        known(
            "was-read", old.minusSeconds(1), ProofStatus.VERIFIED, NOW.minus(Duration.ofDays(2))));

    assertThat(expired(THIRTY_DAYS, false)).containsExactly("was-read");
  }

  @Test
  void whatIsBrandNewStaysWhateverThePlanSays() {
    backup("newest", 0, ProofStatus.VERIFIED);
    backups.add(known("new", NOW.minus(Duration.ofMinutes(50)), ProofStatus.UNVERIFIED, null));
    backups.add(known("settled", NOW.minus(Duration.ofMinutes(70)), ProofStatus.UNVERIFIED, null));

    assertThat(expired(new Retention(0, 0), false)).containsExactly("settled");
  }

  private void backupAt(String time, ProofStatus status) {
    backups.add(known(time, Instant.parse(time), status, null));
  }

  private static Retention generations(int daily, int weekly, int monthly, int yearly) {
    return new Retention(1, 1, 1, new Generations(daily, weekly, monthly, yearly));
  }

  @Test
  void ofEachGenerationTheNewestBackupOfItsLastPeriodsStays() {
    backupAt("2026-05-31T05:00:00Z", ProofStatus.VERIFIED); // Sunday
    backupAt("2026-05-30T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2026-05-30T04:00:00Z", ProofStatus.VERIFIED);
    backupAt("2026-05-24T05:00:00Z", ProofStatus.VERIFIED); // the Sunday before
    backupAt("2026-05-23T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2026-04-30T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2026-04-01T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2025-12-31T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2025-01-31T05:00:00Z", ProofStatus.VERIFIED);

    assertThat(expired(generations(2, 2, 2, 2), false))
        .containsExactly(
            "2025-01-31T05:00:00Z",
            "2026-04-01T05:00:00Z",
            "2026-05-23T05:00:00Z",
            "2026-05-30T04:00:00Z");
    assertThat(expired(generations(0, 0, 0, 0), false)).hasSize(8);
  }

  @Test
  void aQuarantinedBackupStandsForNoPeriod() {
    backupAt("2026-05-31T05:00:00Z", ProofStatus.VERIFIED);
    backupAt("2026-04-30T05:00:00Z", ProofStatus.QUARANTINED);
    backupAt("2026-04-29T05:00:00Z", ProofStatus.VERIFIED);

    assertThat(expired(generations(0, 0, 2, 0), false)).containsExactly("2026-04-30T05:00:00Z");
  }

  @Test
  void daysAreThoseOfThePlansTimeZone() {
    backupAt("2026-05-30T02:30:00Z", ProofStatus.VERIFIED); // still the 29th in Sao Paulo
    backupAt("2026-05-29T20:00:00Z", ProofStatus.VERIFIED);
    Retention rules = generations(2, 0, 0, 0);

    assertThat(Verdict.expired(RetentionDecision.of(backups, rules, ZoneOffset.UTC, false, NOW)))
        .isEmpty();
    assertThat(
            Verdict.expired(
                RetentionDecision.of(backups, rules, ZoneId.of("America/Sao_Paulo"), false, NOW)))
        .hasSize(1);
  }

  @Test
  void asManyVerifiedBackupsStayAsThePlanSays() {
    backup("new", 1, ProofStatus.UNVERIFIED);
    backup("a", 90, ProofStatus.VERIFIED);
    backup("b", 91, ProofStatus.VERIFIED);
    backup("c", 92, ProofStatus.VERIFIED);

    assertThat(expired(new Retention(30, 1, 2, Generations.NONE), false)).containsExactly("c");
  }
}
