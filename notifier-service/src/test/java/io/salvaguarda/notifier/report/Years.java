package io.salvaguarda.notifier.report;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** A year of a suite: nightly backups, weekly proofs, monthly drills, and what went wrong. */
public final class Years {

  public static final Instant END = Instant.parse("2026-11-23T12:00:00Z");
  static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  private static final long MIB = 1L << 20;
  private static final List<String> SOURCES =
      List.of("billing", "catalog", "crm", "orders", "people", "search", "shop", "warehouse");

  private final Random chance = new Random(7);
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, VerifiedBackup> proven = new LinkedHashMap<>();

  public static Report.Verification verification(boolean whole) {
    Years years = new Years().lived();
    return Reporter.verification(
        head(ReportKind.VERIFICATION, whole),
        new Reporter.Known(
            sources(),
            years.since(Period.trend(ReportKind.VERIFICATION, END, ZONE).getFirst().from()),
            years.proven,
            whole ? years.storage() : List.of()));
  }

  public static Report.Drills drills() {
    Years years = new Years().lived();
    return Reporter.drills(
        head(ReportKind.DRILLS, true),
        new Reporter.Known(sources(), years.entries, years.proven, List.of()));
  }

  private List<Entry> since(Instant from) {
    return entries.stream().filter(each -> !each.endedAt().isBefore(from)).toList();
  }

  static Head head(ReportKind kind, boolean whole) {
    return new Head(
        UUID.fromString("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"),
        "dba",
        whole,
        Period.of(kind, END, ZONE),
        ZONE,
        END.plusSeconds(2));
  }

  static Map<String, Boolean> sources() {
    Map<String, Boolean> sources = new LinkedHashMap<>();
    SOURCES.forEach(source -> sources.put(source, source.equals("orders")));
    return sources;
  }

  private Years lived() {
    for (int i = 0; i < SOURCES.size(); i++) {
      live(SOURCES.get(i), (i + 1) * 700 * MIB);
    }
    for (int week = 13; week >= 1; week--) {
      prune(END.minus(Duration.ofDays(7L * week)), (400L + 9 * (13 - week)) << 30);
    }
    return this;
  }

  private void live(String source, long size) {
    for (int day = 364; day >= 0; day--) {
      Instant at = END.minus(Duration.ofDays(day)).minus(Duration.ofHours(10));
      long bytes = (long) (size * (1 + (365 - day) / 900.0) * (1 + chance.nextGaussian() / 90));
      if (source.equals("crm") && day < 9) {
        failed(source, EntryKind.BACKUP, at);
      } else if (chance.nextInt(160) == 0) {
        failed(source, EntryKind.BACKUP, at);
      } else {
        backup(source, at, bytes);
        if (day % 7 == 3 && !source.equals("warehouse")) {
          verified(source, at, at.plus(Duration.ofMinutes(40 + chance.nextInt(90))));
        }
      }
      if (day % 30 == 12 && !(source.equals("people") && day < 40)) {
        drill(source, BackupKind.LOGICAL, at, bytes / (40 * MIB) + chance.nextInt(9));
        if (source.equals("orders")) {
          drill(source, BackupKind.PHYSICAL, at, bytes / (90 * MIB) + chance.nextInt(5));
        }
      }
    }
  }

  private void backup(String source, Instant at, long bytes) {
    Instant start = at.minusSeconds(bytes / (35 * MIB));
    entries.add(
        entry(EntryKind.BACKUP, source, BackupKind.LOGICAL, Outcome.SUCCEEDED, start, at)
            .sized(bytes, bytes / 60)
            .entry());
  }

  private void verified(String source, Instant backupAt, Instant at) {
    proven.put(source, new VerifiedBackup(source + "/logical/x", backupAt, Level.CONTENT));
    entries.add(
        entry(
                EntryKind.VERIFICATION,
                source,
                BackupKind.LOGICAL,
                Outcome.SUCCEEDED,
                at.minusSeconds(300),
                at)
            .of(backupAt)
            .entry());
  }

  private void drill(String source, BackupKind kind, Instant at, long seconds) {
    entries.add(
        entry(EntryKind.DRILL, source, kind, Outcome.SUCCEEDED, at.minusSeconds(seconds), at)
            .drilled(seconds * 1000, kind == BackupKind.PHYSICAL ? 9_000 : 36_000_000)
            .entry());
  }

  private void failed(String source, EntryKind kind, Instant at) {
    entries.add(
        entry(kind, source, BackupKind.LOGICAL, Outcome.FAILED, at.minusSeconds(5), at).entry());
  }

  private void prune(Instant at, long bytes) {
    entries.add(
        entry(EntryKind.PRUNE, "storage", null, Outcome.SUCCEEDED, at.minusSeconds(60), at)
            .holding(bytes)
            .entry());
  }

  private List<StorageOutlook> storage() {
    List<Series.Point> disk =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new Series.Point(
                        END.minus(Duration.ofHours(6L * (200 - i))),
                        (50.0 + chance.nextInt(4)) * (1 << 30)))
            .toList();
    return List.of(
        StorageOutlook.of(
            "main",
            StorageOutlook.Sort.REPOSITORY,
            Optional.of(1L << 40),
            RepositoryGrowth.of("main", entries),
            END),
        StorageOutlook.of(
            "backup-service: /var/lib/salvaguarda",
            StorageOutlook.Sort.VOLUME,
            Optional.of(200L << 30),
            disk,
            END));
  }

  private static Entries entry(
      EntryKind kind, String source, BackupKind sort, Outcome outcome, Instant start, Instant end) {
    return new Entries(kind, source, sort, outcome, start, end);
  }
}
