package io.salvaguarda.notifier.letter;

import io.salvaguarda.config.Language;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.notifier.letter.Letter.FindingLine;
import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The letter that says what failed. */
final class TroubleLetter {

  private static final int MOST_FINDINGS = 12;
  private static final int MOST_LOG_LINES = 40;

  private final Wording words;
  private final Figures figures;
  private final Recipient recipient;
  private final Headlines headlines;
  private final TroubleFacts details;
  private final AbsenceWords absences;

  TroubleLetter(Wording words, Figures figures, Recipient recipient) {
    this.words = words;
    this.figures = figures;
    this.recipient = recipient;
    this.headlines = new Headlines(words, figures);
    this.details = new TroubleFacts(words, figures);
    this.absences = new AbsenceWords(words, figures);
  }

  Letter write(Notice.Trouble notice) {
    boolean critical = notice.severity() == Severity.CRITICAL;
    String label = words.say(critical ? "label.failed" : "label.warning");
    String headline = headlines.of(notice.matter(), notice.failure());
    List<FindingLine> findings = details.findings(notice.matter());
    List<String> log = notice.failure().logTail();
    return new Letter(
        recipient.language().tag(),
        critical ? Tone.CRITICAL : Tone.WARNING,
        LetterWriter.subject(label, notice.sourceId(), headline),
        label,
        notice.sourceId(),
        headline,
        Printable.line(lead(notice)),
        LetterWriter.titles(words),
        Printable.line(nextStep(notice)),
        command(notice),
        facts(notice).rows(),
        findings.stream().limit(MOST_FINDINGS).toList(),
        findings.size() > MOST_FINDINGS
            ? Optional.of(words.say("finding.more", findings.size() - MOST_FINDINGS))
            : Optional.empty(),
        log.stream()
            .skip(Math.max(0, log.size() - MOST_LOG_LINES))
            .map(Printable::logLine)
            .toList(),
        List.of(
            footer(notice),
            words.say("footer.incident", notice.incidentId()),
            words.say("footer.acknowledge", notice.incidentId())));
  }

  private String lead(Notice.Trouble notice) {
    String key = "lead." + Headlines.key(notice.matter());
    return switch (notice.matter()) {
      case Matter.SpaceLow space ->
          words.say(
              key,
              space.service(),
              figures.bytes(space.freeBytes()),
              figures.bytes(space.totalBytes()),
              space.volume());
      case Matter.NotPruned prune -> words.say(key, prune.repository());
      case Matter.NotCopied copy -> words.say(key, copy.from(), copy.to());
      case Matter.KeyNotProven proof -> words.say(key, proof.repository());
      case Matter.KeyProofOverdue proof -> words.say(key, proof.repository(), proof.names());
      case Matter.EventSetAside event -> words.say(key, event.service());
      case Matter.WalMissing gap -> words.say(key, notice.sourceId(), gap.from(), gap.to());
      case Matter.WalNotArriving wal -> words.say(key, notice.sourceId());
      case Matter.SlotGrows slot ->
          words.say(key, notice.sourceId(), figures.bytes(slot.slotBytes()));
      case Matter.RepositoryAway away ->
          words.say(key, away.repository(), figures.count(away.explains().size()));
      case Matter.BackupNotTaken backup -> words.say(key, notice.sourceId());
      case Matter.BackupBad bad -> words.say(key, notice.sourceId());
      case Matter.BackupUnproven unproven -> words.say(key, notice.sourceId());
      case Matter.BackupFarSmaller smaller -> words.say(key, notice.sourceId());
      case Matter.RestoreNotDone restore -> words.say(key, notice.sourceId());
      case Matter.DrillNotDone drill -> words.say(key, notice.sourceId());
      case Matter.WindowNotProven window -> words.say(key, notice.sourceId());
      case Matter.Absent absent -> absences.lead(absent, notice.sourceId());
    };
  }

  /** The service that failed knows best, but it speaks English only. */
  private String nextStep(Notice.Trouble notice) {
    Failure failure = notice.failure();
    boolean english = recipient.language() == Language.ENGLISH;
    if (english && !failure.nextStep().isBlank()) {
      return failure.nextStep();
    }
    return words.say(nextKey(notice), notice.sourceId(), details.where(notice, recipient));
  }

  private static String nextKey(Notice.Trouble notice) {
    return hasWordsOfItsOwn(notice)
        ? "next." + Headlines.key(notice.matter())
        : "next." + notice.failure().errorClass();
  }

  /** What to do about these is known here, in every language. */
  private static boolean hasWordsOfItsOwn(Notice.Trouble notice) {
    return notice.matter() instanceof Matter.EventSetAside
        || notice.matter() instanceof Matter.KeyProofOverdue
        || notice.matter() instanceof Matter.SlotGrows
        || notice.matter() instanceof Matter.Absent;
  }

  private Optional<String> command(Notice.Trouble notice) {
    return switch (notice.matter()) {
      case Matter.BackupNotTaken backup -> Optional.of(backUp(notice, backup.physical()));
      case Matter.BackupBad bad -> Optional.of(backUp(notice, bad.physical()));
      case Matter.BackupUnproven unproven -> Optional.empty();
      case Matter.BackupFarSmaller smaller ->
          Optional.of("salva backup accept " + notice.sourceId());
      case Matter.RestoreNotDone restore -> Optional.empty();
      case Matter.DrillNotDone drill ->
          Optional.of(
              "salva drill run "
                  + notice.sourceId()
                  + " --kind "
                  + (drill.physical() ? "physical" : "logical"));
      case Matter.WindowNotProven window -> Optional.of("salva restore prove " + notice.sourceId());
      case Matter.SpaceLow space -> Optional.empty();
      case Matter.NotPruned prune ->
          Optional.of("salva repo prune --repository " + prune.repository());
      case Matter.NotCopied copy ->
          Optional.of("salva repo copy --repository " + copy.from() + " --to " + copy.to());
      case Matter.KeyNotProven key ->
          Optional.of("salva repo key list --repository " + key.repository());
      case Matter.KeyProofOverdue key ->
          Optional.of(
              "salva repo key prove --repository "
                  + key.repository()
                  + " --key-file FILE --record");
      case Matter.WalMissing gap ->
          Optional.of("salva backup run " + notice.sourceId() + " --kind physical");
      case Matter.WalNotArriving wal -> Optional.of("salva wal status " + notice.sourceId());
      case Matter.SlotGrows slot -> Optional.of("salva wal status " + notice.sourceId());
      case Matter.RepositoryAway away -> Optional.of("salva incidents list");
      case Matter.EventSetAside event -> Optional.empty();
      case Matter.Absent absent -> AbsenceWords.command(absent, notice.sourceId());
    };
  }

  private static String backUp(Notice.Trouble notice, boolean physical) {
    return "salva backup run " + notice.sourceId() + (physical ? " --kind physical" : "");
  }

  private FactTable facts(Notice.Trouble notice) {
    Failure failure = notice.failure();
    FactTable table = new FactTable(words, figures).source("source", notice.sourceId(), recipient);
    table.plain(
        "since",
        words.say(
            "fact.since.value",
            figures.when(notice.since()),
            figures.span(Duration.between(notice.since(), notice.noticedAt()))));
    if (notice.occurrences() > 1) {
      table.when("failed-at", notice.happenedAt());
      table.plain(
          "occurrences", words.say("fact.occurrences.value", figures.count(notice.occurrences())));
    }
    table.plain("class", failure.errorClass() + " · " + headlines.phrase(failure));
    boolean saidByLead =
        notice.matter() instanceof Matter.SpaceLow || notice.matter() instanceof Matter.Absent;
    if (!saidByLead) {
      table.plain("message", failure.message());
    }
    if (hasUntranslatedAdvice(notice)) {
      table.plain("advice", failure.nextStep());
    }
    if (hasBackups(notice)) {
      table.lastVerified(notice.lastVerified(), notice.sourceId(), notice.noticedAt());
    }
    return details.add(table, notice.matter());
  }

  /** What another service advised, where the letter's own next step is shown instead. */
  private boolean hasUntranslatedAdvice(Notice.Trouble notice) {
    return recipient.language() != Language.ENGLISH
        && !notice.failure().nextStep().isBlank()
        && !(notice.matter() instanceof Matter.SpaceLow)
        && !hasWordsOfItsOwn(notice);
  }

  /** Disks, repositories and unreadable messages have no backups of one source. */
  private static boolean hasBackups(Notice.Trouble notice) {
    return !notice.sourceId().equals(SourceIds.UNKNOWN)
        && !(notice.matter() instanceof Matter.SpaceLow)
        && !(notice.matter() instanceof Matter.RepositoryAway)
        && !(notice.matter() instanceof Matter.NotPruned)
        && !(notice.matter() instanceof Matter.NotCopied)
        && !(notice.matter() instanceof Matter.KeyNotProven)
        && !(notice.matter() instanceof Matter.KeyProofOverdue)
        && !(notice.matter() instanceof Matter.NothingHeard);
  }

  private String footer(Notice.Trouble notice) {
    if (notice.matter() instanceof Matter.RepositoryAway) {
      return words.say("footer.outage", notice.team());
    }
    return recipient.place().isPresent()
        ? words.say("footer.team", notice.team(), notice.sourceId())
        : words.say("footer.suite", notice.team());
  }
}
