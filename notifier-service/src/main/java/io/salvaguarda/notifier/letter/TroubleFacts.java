package io.salvaguarda.notifier.letter;

import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.notifier.letter.Letter.FindingLine;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/** The facts that only one sort of failure has. */
final class TroubleFacts {

  private static final int MOST_NAMED = 30;

  private final Wording words;
  private final Figures figures;

  TroubleFacts(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  FactTable add(FactTable table, Matter matter) {
    return switch (matter) {
      case Matter.BackupNotTaken backup ->
          table.plain("plan", backup.plan()).code("job", backup.jobId());
      case Matter.BackupBad bad ->
          table
              .code("quarantined", bad.backupId())
              .when("backup-completed", bad.backupCompletedAt())
              .plain("level", level(bad.levelReached()))
              .plain("repository", bad.repository())
              .code("job", bad.verificationId());
      case Matter.BackupUnproven unproven ->
          table
              .code("backup", unproven.backupId())
              .plain("level", level(unproven.levelReached()))
              .plain("repository", unproven.repository())
              .code("job", unproven.verificationId());
      case Matter.BackupFarSmaller smaller ->
          table
              .code("backup", smaller.backupId())
              .plain(
                  "dump",
                  words.say(
                      "fact.dump.value",
                      figures.bytes(smaller.dumpBytes()),
                      figures.bytes(smaller.usualBytes())))
              .plain("repository", smaller.repository());
      case Matter.RestoreNotDone restore ->
          table
              .code("backup", restore.backupId())
              .plain("target", target(restore.target()))
              .code("job", restore.restoreId());
      case Matter.DrillNotDone drill -> {
        drill.backupId().ifPresent(backup -> table.code("backup", backup));
        yield table.code("job", drill.drillId());
      }
      case Matter.WindowNotProven window ->
          table.plain("repository", window.repository()).code("job", window.proofId());
      case Matter.SpaceLow space ->
          table
              .plain("service", space.service())
              .code("volume", space.volume())
              .plain(
                  "free",
                  words.say(
                      "fact.free.value",
                      figures.bytes(space.freeBytes()),
                      figures.bytes(space.totalBytes())));
      case Matter.NotPruned prune ->
          table.plain("repository", prune.repository()).code("job", prune.jobId());
      case Matter.NotCopied copy ->
          table.plain("repository", copy.from()).plain("copy", copy.to()).code("job", copy.jobId());
      case Matter.KeyNotProven key ->
          table.plain("repository", key.repository()).code("job", key.jobId());
      case Matter.KeyProofOverdue key -> overdue(table, key);
      case Matter.WalMissing gap -> {
        table.plain("repository", gap.repository()).code("missing", gap.from() + " – " + gap.to());
        gap.backupJobId().ifPresent(job -> table.code("job", job));
        yield table;
      }
      case Matter.WalNotArriving wal -> {
        table.plain("repository", wal.repository());
        wal.durableTo().ifPresent(lsn -> table.code("durable-to", lsn));
        wal.lagBytes().ifPresent(lag -> table.plain("lag", figures.bytes(lag)));
        yield table;
      }
      case Matter.SlotGrows slot ->
          table
              .plain("repository", slot.repository())
              .plain("slot", figures.bytes(slot.slotBytes()));
      case Matter.RepositoryAway away ->
          table.plain("repository", away.repository()).plain("explained", explained(away));
      case Matter.EventSetAside event ->
          table
              .plain("service", event.service())
              .code("type", event.type().isBlank() ? words.say("fact.type.none") : event.type())
              .code(
                  "record",
                  words.say(
                      "fact.record.value",
                      event.topic(),
                      Integer.toString(event.partition()),
                      Long.toString(event.offset())));
      case Matter.Absent absent -> new AbsenceWords(words, figures).facts(table, absent);
    };
  }

  private FactTable overdue(FactTable table, Matter.KeyProofOverdue key) {
    table.plain("repository", key.repository());
    key.recipients()
        .forEach(
            each ->
                table
                    .plain("recipient", each.recipient() + " (" + each.kind() + ")")
                    .plain(
                        "last-proof",
                        each.provenAt() == null
                            ? words.say("fact.last-proof.never")
                            : figures.when(each.provenAt())));
    return table;
  }

  List<FindingLine> findings(Matter matter) {
    return matter instanceof Matter.BackupBad bad
        ? bad.findings().stream().map(this::line).toList()
        : List.of();
  }

  /** Where to look: the source's server, or the restore's target. */
  String where(Notice.Trouble notice, Recipient recipient) {
    if (notice.matter() instanceof Matter.RestoreNotDone restore) {
      RestoreTarget target = restore.target();
      return target.directory() == null
          ? target.host() + ":" + target.port()
          : target.host() + ":" + target.directory();
    }
    return recipient
        .place()
        .map(place -> place.host() + ":" + place.port())
        .orElse(notice.sourceId());
  }

  String target(RestoreTarget target) {
    if (target.directory() != null) {
      return words.say("fact.target.directory", target.directory(), target.host());
    }
    return words.say(
        "fact.target.value", target.database(), target.host(), Integer.toString(target.port()));
  }

  private FindingLine line(Finding finding) {
    boolean compared =
        finding.code().endsWith("_DIFFERS")
            && finding.expected() != null
            && finding.actual() != null;
    return new FindingLine(
        Printable.line(words.sayOr("finding." + finding.code(), finding.code())),
        Printable.line(finding.object()),
        Printable.line(
            compared
                ? words.say("finding.detail", finding.expected(), finding.actual())
                : finding.message()));
  }

  private String level(Optional<Level> level) {
    return level
        .map(reached -> words.say("level." + reached))
        .orElseGet(() -> words.say("fact.level.none"));
  }

  private String explained(Matter.RepositoryAway away) {
    List<String> sources = away.explains();
    String named = String.join(", ", sources.subList(0, Math.min(MOST_NAMED, sources.size())));
    return sources.size() <= MOST_NAMED
        ? named
        : words.say(
            "fact.explained.more", named, figures.count((long) sources.size() - MOST_NAMED));
  }
}
