package io.salvaguarda.notifier.webhook;

import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code data} of a webhook's CloudEvent. A public format: fields are only ever added. A field
 * that does not apply is absent, but {@code lastVerifiedBackup} is null when the source has none.
 */
final class NoticeData {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private NoticeData() {}

  /** Names to values that Jackson can write. */
  static Map<String, Object> of(UUID deliveryId, Notice notice, Letter letter) {
    NoticeData data = new NoticeData();
    data.with("noticeType", notice.sort());
    notice.incident().ifPresent(incident -> data.with("incidentId", incident));
    data.with("deliveryId", deliveryId)
        .with("sourceId", notice.sourceId())
        .with("team", notice.team())
        .with("language", letter.language())
        .with("subject", letter.subject())
        .with("what", letter.headline())
        .with("lead", letter.lead())
        .with("nextStep", letter.nextStep());
    switch (notice) {
      case Notice.Trouble trouble -> data.trouble(trouble);
      case Notice.Again again -> data.again(again);
      case Notice.Several several -> data.with("incidents", several.abouts());
      case Notice.SeveralRecovered several -> data.with("incidents", several.abouts());
      case Notice.Acknowledged acknowledged -> data.acknowledged(acknowledged);
      case Notice.Recovered recovered -> data.recovered(recovered);
      case Notice.Undelivered undelivered -> data.undelivered(undelivered);
      case Notice.Trial trial -> data.with("askedBy", trial.askedBy());
      case Notice.Fact fact -> data.with("eventType", fact.eventType());
      case Notice.Report report -> data.report(report);
    }
    return data.fields;
  }

  private NoticeData with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  private void trouble(Notice.Trouble notice) {
    with("cause", notice.cause().key())
        .with("severity", notice.severity())
        .with("since", notice.since())
        .with("failedAt", notice.happenedAt())
        .with("occurrences", notice.occurrences())
        .with("errorClass", notice.failure().errorClass())
        .with("failureKind", notice.failure().kind())
        .with("message", notice.failure().message())
        .with("logTail", notice.failure().logTail())
        .with("lastVerifiedBackup", lastVerified(notice.lastVerified(), notice.noticedAt()));
    matter(notice.matter());
  }

  private void again(Notice.Again notice) {
    with("again", notice.why());
    notice.heldBy().ifPresent(by -> with("heldBy", by));
    trouble(notice.trouble());
  }

  private void acknowledged(Notice.Acknowledged notice) {
    with("cause", notice.cause().key())
        .with("severity", notice.severity())
        .with("since", notice.since())
        .with("acknowledgedBy", notice.by())
        .with("acknowledgedAt", notice.happenedAt());
  }

  private void matter(Matter matter) {
    switch (matter) {
      case Matter.BackupNotTaken backup ->
          with("jobId", backup.jobId())
              .with("attempt", backup.attempt())
              .with("kind", backup.kind())
              .with("plan", backup.plan())
              .with("startedAt", backup.startedAt());
      case Matter.BackupBad bad -> {
        with("verificationId", bad.verificationId())
            .with("quarantinedBackupId", bad.backupId())
            .with("backupId", bad.backupId())
            .with("backupCompletedAt", bad.backupCompletedAt())
            .with("repository", bad.repository())
            .with("findings", bad.findings());
        bad.levelReached().ifPresent(level -> with("levelReached", level));
      }
      case Matter.BackupUnproven unproven -> {
        with("verificationId", unproven.verificationId())
            .with("backupId", unproven.backupId())
            .with("repository", unproven.repository());
        unproven.levelReached().ifPresent(level -> with("levelReached", level));
      }
      case Matter.BackupFarSmaller smaller ->
          with("backupId", smaller.backupId())
              .with("repository", smaller.repository())
              .with("dumpBytes", smaller.dumpBytes())
              .with("usualBytes", smaller.usualBytes());
      case Matter.RestoreNotDone restore ->
          with("restoreId", restore.restoreId())
              .with("backupId", restore.backupId())
              .with("target", restore.target());
      case Matter.DrillNotDone drill -> {
        with("drillId", drill.drillId()).with("kind", drill.kind());
        drill.backupId().ifPresent(backup -> with("backupId", backup));
      }
      case Matter.WindowNotProven window ->
          with("proofId", window.proofId()).with("repository", window.repository());
      case Matter.SpaceLow space ->
          with("service", space.service())
              .with("volume", space.volume())
              .with("freeBytes", space.freeBytes())
              .with("totalBytes", space.totalBytes())
              .with("threshold", space.threshold());
      case Matter.NotPruned prune ->
          with("repository", prune.repository())
              .with("jobId", prune.jobId())
              .with("attempt", prune.attempt());
      case Matter.NotCopied copy ->
          with("repository", copy.from())
              .with("copy", copy.to())
              .with("jobId", copy.jobId())
              .with("attempt", copy.attempt());
      case Matter.KeyNotProven key ->
          with("repository", key.repository())
              .with("jobId", key.jobId())
              .with("attempt", key.attempt());
      case Matter.KeyProofOverdue key ->
          with("repository", key.repository()).with("recipients", key.recipients());
      case Matter.WalMissing gap -> {
        with("repository", gap.repository())
            .with("missingFrom", gap.from())
            .with("missingTo", gap.to());
        gap.backupJobId().ifPresent(job -> with("jobId", job));
      }
      case Matter.WalNotArriving wal -> {
        with("repository", wal.repository());
        wal.durableTo().ifPresent(lsn -> with("durableTo", lsn));
        wal.lagBytes().ifPresent(lag -> with("lagBytes", lag));
      }
      case Matter.SlotGrows slot ->
          with("repository", slot.repository()).with("slotBytes", slot.slotBytes());
      case Matter.RepositoryAway away ->
          with("repository", away.repository()).with("explains", away.explains());
      case Matter.EventSetAside event ->
          with("service", event.service())
              .with("topic", event.topic())
              .with("partition", event.partition())
              .with("offset", event.offset())
              .with("type", event.type())
              .with("reason", event.reason());
      case Matter.Absent absent -> absent(absent);
    }
  }

  private void absent(Matter.Absent absent) {
    switch (absent) {
      case Matter.Missed missed -> {
        with("duty", missed.duty())
            .with("kind", missed.kind())
            .with("plan", missed.plan())
            .with("dueAt", missed.dueAt())
            .with("expectedBy", missed.by());
        missed.last().ifPresent(at -> with("lastAt", at));
      }
      case Matter.NotProvenYet unproven ->
          with("backupId", unproven.backupId())
              .with("backupCompletedAt", unproven.completedAt())
              .with("expectedBy", unproven.by());
      case Matter.Stuck stuck ->
          with("work", stuck.work())
              .with("kind", stuck.kind())
              .with("jobId", stuck.jobId())
              .with("startedAt", stuck.startedAt())
              .with("expectedBy", stuck.by());
      case Matter.WalSilent silent ->
          with("repository", silent.repository()).with("lastHeardAt", silent.lastHeardAt());
      case Matter.NothingHeard nothing -> with("deafSince", nothing.since());
    }
  }

  private void recovered(Notice.Recovered notice) {
    with("cause", notice.cause().key())
        .with("since", notice.since())
        .with("resolvedAt", notice.happenedAt())
        .with("occurrences", notice.occurrences())
        .with("lastVerifiedBackup", lastVerified(notice.lastVerified(), notice.noticedAt()));
    switch (notice.proof()) {
      case Proof.BackupTaken taken ->
          with("backupId", taken.backupId())
              .with("backupCompletedAt", taken.completedAt())
              .with("plainBytes", taken.plainBytes())
              .with("storedBytes", taken.storedBytes());
      case Proof.BackupProven proven ->
          with("backupId", proven.backupId())
              .with("backupCompletedAt", proven.backupCompletedAt())
              .with("level", proven.level())
              .with("tablesCompared", proven.tablesCompared())
              .with("rowsCompared", proven.rowsCompared());
      case Proof.RestoreDone done ->
          with("backupId", done.backupId())
              .with("target", done.target())
              .with("swapped", done.swapped());
      case Proof.DrillDone drill ->
          with("backupId", drill.backupId())
              .with("recoveryMillis", drill.recoveryMillis())
              .with("lossMillis", drill.lossMillis());
      case Proof.WindowProven window ->
          with("backupId", window.backupId())
              .with("target", window.target())
              .with("reachedAt", window.reachedAt());
      case Proof.SizeUsual usual -> with("smallerBackupId", usual.smallerBackupId());
      case Proof.Pruned prune ->
          with("repository", prune.repository())
              .with("deletedChunks", prune.deletedChunks())
              .with("deletedBytes", prune.deletedBytes());
      case Proof.CopyMade copy ->
          with("repository", copy.from())
              .with("copy", copy.to())
              .with("backups", copy.backups())
              .with("newBytes", copy.newBytes());
      case Proof.KeysProven keys ->
          with("repository", keys.repository())
              .with("recipients", keys.recipients())
              .with("nextDueAt", keys.nextDueAt());
      case Proof.WalAsUsual wal -> {
        with("repository", wal.repository()).with("trouble", wal.over());
        wal.durableTo().ifPresent(lsn -> with("durableTo", lsn));
      }
      case Proof.RepositoryAnswers answers -> with("repository", answers.repository());
      case Proof.SpaceBack space ->
          with("service", space.service())
              .with("volume", space.volume())
              .with("freeBytes", space.freeBytes())
              .with("totalBytes", space.totalBytes());
      case Proof.SaidSo said -> with("resolvedBy", said.who());
      case Proof.WalHeard heard -> {
        with("repository", heard.repository());
        heard.durableTo().ifPresent(lsn -> with("durableTo", lsn));
      }
      case Proof.HeardAgain heard -> with("deafSince", heard.since());
    }
  }

  private void undelivered(Notice.Undelivered notice) {
    with("cause", "channel")
        .with("since", notice.happenedAt())
        .with("failedAt", notice.happenedAt())
        .with("message", notice.lastError())
        .with("channel", notice.channel())
        .with("attempts", notice.attempts())
        .with("channelGone", notice.gone())
        .with("lostDeliveryId", notice.deliveryId());
  }

  private void report(Notice.Report notice) {
    with("reportId", notice.reportId())
        .with("report", notice.kind().key())
        .with("from", notice.from())
        .with("to", notice.happenedAt())
        .with("sources", notice.sources())
        .with("needAttention", notice.loud());
  }

  private static Map<String, Object> lastVerified(Optional<VerifiedBackup> backup, Instant asOf) {
    return backup
        .map(
            last -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("backupId", last.backupId());
              fields.put("completedAt", last.completedAt());
              fields.put("level", last.level());
              fields.put(
                  "ageSeconds",
                  Math.max(0, Duration.between(last.completedAt(), asOf).toSeconds()));
              return fields;
            })
        .orElse(null);
  }
}
