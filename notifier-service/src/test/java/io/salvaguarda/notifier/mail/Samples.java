package io.salvaguarda.notifier.mail;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.JobWork;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Duty;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One of everything that a mail may be about. */
final class Samples {

  static final Instant AT = Instant.parse("2026-11-21T05:00:31Z");
  private static final UUID ID = UUID.fromString("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f");
  private static final String LOGICAL = "shop/logical/2026-11-21_02-00-07-k3v9qd";
  private static final String PHYSICAL = "shop/physical/2026-11-21_02-00-07-k3v9qd";
  private static final VerifiedBackup PROVEN =
      new VerifiedBackup(
          "shop/logical/2026-11-19_02-00-07-k3v9qd", AT.minusSeconds(172_800), Level.CONTENT);

  private Samples() {}

  /** Each sort of trouble, where it differs by the kind of backup, both. */
  static List<Matter> matters() {
    List<Matter> all = new ArrayList<>();
    for (BackupKind kind : BackupKind.values()) {
      String backup = kind == BackupKind.LOGICAL ? LOGICAL : PHYSICAL;
      all.add(new Matter.BackupNotTaken(ID, 3, kind, "daily", AT));
      all.add(
          new Matter.BackupBad(
              ID, backup, "main", AT, Optional.of(Level.STRUCTURE), List.of(finding())));
      all.add(new Matter.BackupUnproven(ID, backup, "main", Optional.empty()));
      all.add(new Matter.DrillNotDone(ID, kind, Optional.of(backup)));
      all.add(new Matter.NotProvenYet(backup, AT, AT.plusSeconds(3600)));
      for (Duty duty : Duty.values()) {
        all.add(new Matter.Missed(duty, kind, "daily", AT, AT.plusSeconds(3600), Optional.of(AT)));
      }
      for (JobWork work : JobWork.values()) {
        all.add(new Matter.Stuck(work, kind, ID, AT, AT.plusSeconds(3600)));
      }
    }
    RestoreTarget target = new RestoreTarget("db.example.org", 5432, "shop_restored");
    all.add(new Matter.BackupFarSmaller(LOGICAL, "main", 733_000, 5_368_709_120L));
    all.add(new Matter.RestoreNotDone(ID, LOGICAL, target));
    all.add(new Matter.WindowNotProven(ID, "main"));
    for (StorageThreshold threshold : StorageThreshold.values()) {
      all.add(
          new Matter.SpaceLow(
              "backup-service",
              "/var/low",
              Optional.empty(),
              1_610_612_736L,
              107_374_182_400L,
              threshold));
    }
    all.add(new Matter.NotPruned("main", ID, 2));
    all.add(new Matter.NotCopied("main", "second", ID, 2));
    all.add(new Matter.KeyNotProven("main", ID, 1));
    all.add(
        new Matter.KeyProofOverdue("main", List.of(new OverdueKey("escrow", "x25519", null, AT))));
    all.add(new Matter.WalMissing("main", "3/A2000000", "3/A4000000", Optional.of(ID)));
    all.add(
        new Matter.WalNotArriving("main", Optional.of("3/A2000000"), Optional.of(318_767_104L)));
    all.add(new Matter.SlotGrows("main", 12_884_901_888L));
    all.add(new Matter.RepositoryAway("main", List.of("shop", "crm")));
    all.add(
        new Matter.EventSetAside(
            "verify-service",
            "salvaguarda.backup",
            1,
            4711,
            "io.salvaguarda.backup.completed.v1",
            "its ce_subject is not its source"));
    all.add(new Matter.WalSilent("main", AT));
    all.add(new Matter.NothingHeard(AT));
    return all;
  }

  /** Each way in which trouble ends. */
  static List<Proof> proofs() {
    List<Proof> all = new ArrayList<>();
    for (String backup : List.of(LOGICAL, PHYSICAL)) {
      all.add(new Proof.BackupTaken(backup, AT, 5_368_709_120L, 73_400_320L));
      all.add(new Proof.BackupProven(backup, AT, Level.CONTENT, 42, 18_203_441));
      all.add(new Proof.DrillDone(backup, 95_000, 12_000));
    }
    all.add(
        new Proof.RestoreDone(
            LOGICAL, new RestoreTarget("db.example.org", 5432, "shop_restored"), false));
    all.add(new Proof.WindowProven(PHYSICAL, AT, AT.minusSeconds(1)));
    all.add(new Proof.SizeUsual(LOGICAL));
    all.add(new Proof.Pruned("main", 1200, 2_147_483_648L));
    all.add(new Proof.CopyMade("main", "second", 30, 2_147_483_648L));
    all.add(new Proof.KeysProven("main", 2, AT.plusSeconds(7_776_000)));
    for (WalTrouble trouble : WalTrouble.values()) {
      all.add(new Proof.WalAsUsual("main", trouble, Optional.of("3/A4000000")));
    }
    all.add(new Proof.RepositoryAnswers("main"));
    all.add(new Proof.WalHeard("main", Optional.of("3/A4000000")));
    all.add(new Proof.HeardAgain(AT));
    all.add(
        new Proof.SpaceBack(
            "backup-service", "/var/low", Optional.empty(), 53_687_091_200L, 107_374_182_400L));
    all.add(new Proof.SaidSo("maria"));
    return all;
  }

  /** By a name for a file. */
  static Map<String, Notice> notices() {
    Map<String, Notice> all = new LinkedHashMap<>();
    matters().forEach(matter -> add(all, "trouble", matter, trouble(matter)));
    proofs().forEach(proof -> add(all, "over", proof, recovered(proof)));
    Notice.Trouble first = trouble(matters().getFirst());
    for (Notice.Again.Why why : Notice.Again.Why.values()) {
      add(all, "again-" + why, first, new Notice.Again(first, ID, why, heldBy(why)));
    }
    add(
        all,
        "several",
        first,
        new Notice.Several(ID, "dba", AT, matters().stream().limit(5).map(Samples::item).toList()));
    add(
        all,
        "several-over",
        first,
        new Notice.SeveralRecovered(
            ID, "dba", AT, proofs().stream().limit(3).map(Samples::recovered).toList()));
    add(
        all,
        "acknowledged",
        first,
        new Notice.Acknowledged(
            ID, "shop", "dba", ID, Cause.BACKUP, Severity.CRITICAL, AT, "maria", AT, AT));
    add(
        all,
        "undelivered",
        first,
        new Notice.Undelivered(ID, "shop", "dba", "dba-hook", ID, 12, "HTTP 503", false, AT, AT));
    for (boolean gone : List.of(false, true)) {
      add(
          all,
          "undelivered-event",
          first,
          new Notice.Undelivered(
              null,
              "shop",
              "admins",
              SubscriberChannel.of(ID),
              ID,
              gone ? 12 : 1,
              gone ? "HTTP 410" : "HTTP 422",
              gone,
              AT,
              AT));
    }
    add(all, "trial", first, new Notice.Trial(ID, "dba", "maria", AT, AT));
    return all;
  }

  private static void add(Map<String, Notice> all, String name, Object of, Notice notice) {
    String kind = name + "-" + of.getClass().getSimpleName();
    long before = all.keySet().stream().filter(each -> each.startsWith(kind)).count();
    all.put(kind + (before == 0 ? "" : "-" + (before + 1)), notice);
  }

  /** The classes without further ones below them. */
  static Stream<Class<?>> leaves(Class<?> sealed) {
    return sealed.isSealed()
        ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(Samples::leaves)
        : Stream.of(sealed);
  }

  private static Notice.Trouble trouble(Matter matter) {
    return new Notice.Trouble(
        ID,
        "shop",
        "dba",
        Cause.BACKUP,
        Severity.CRITICAL,
        AT.minusSeconds(7200),
        AT,
        AT.plusSeconds(60),
        3,
        failure(),
        matter,
        Optional.of(PROVEN));
  }

  private static Notice.Several.Item item(Matter matter) {
    return new Notice.Several.Item(
        ID, "shop", Severity.CRITICAL, AT, AT, failure(), matter, Optional.of(PROVEN));
  }

  private static Notice.Recovered recovered(Proof proof) {
    return new Notice.Recovered(
        ID,
        "shop",
        "dba",
        causeOf(proof),
        AT.minusSeconds(7200),
        AT,
        AT,
        3,
        proof,
        Optional.of(PROVEN));
  }

  private static Cause causeOf(Proof proof) {
    return switch (proof) {
      case Proof.BackupTaken taken -> Cause.BACKUP;
      case Proof.BackupProven proven -> Cause.VERIFICATION;
      case Proof.DrillDone drill -> Cause.DRILL;
      case Proof.RestoreDone done -> Cause.RESTORE;
      case Proof.WindowProven window -> Cause.WINDOW;
      case Proof.SizeUsual usual -> Cause.RETENTION;
      case Proof.Pruned prune -> Cause.PRUNE;
      case Proof.CopyMade copy -> Cause.COPY;
      case Proof.KeysProven keys -> Cause.KEY;
      case Proof.WalAsUsual wal -> Cause.WAL;
      case Proof.WalHeard wal -> Cause.WAL;
      case Proof.RepositoryAnswers answers -> Cause.OUTAGE;
      case Proof.HeardAgain heard -> Cause.EVENTS;
      case Proof.SpaceBack space -> Cause.STORAGE;
      case Proof.SaidSo said -> Cause.STORAGE;
    };
  }

  private static Failure failure() {
    return new Failure(
        FailureKind.RETRYABLE,
        ErrorClass.STORE_UNAVAILABLE,
        "S3: put: 503 Service Unavailable",
        "Check that the store runs.",
        List.of("pg_dump: error: connection refused"));
  }

  private static Finding finding() {
    return new Finding("ROW_COUNT_DIFFERS", "public.users", "1000", "999", "one row is missing");
  }

  private static Optional<HeldBy> heldBy(Notice.Again.Why why) {
    return why == Notice.Again.Why.HELD
        ? Optional.of(new HeldBy(HeldBy.Kind.SILENCE, "new disks"))
        : Optional.empty();
  }
}
