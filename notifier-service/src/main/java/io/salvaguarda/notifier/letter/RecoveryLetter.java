package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The letter that says that it is over. */
final class RecoveryLetter {

  private final Wording words;
  private final Figures figures;
  private final Recipient recipient;

  RecoveryLetter(Wording words, Figures figures, Recipient recipient) {
    this.words = words;
    this.figures = figures;
    this.recipient = recipient;
  }

  Letter write(Notice.Recovered notice) {
    String label = words.say("label.resolved");
    String headline = words.say("what.recovered." + sort(notice));
    String lasted = figures.span(Duration.between(notice.since(), notice.happenedAt()));
    return new Letter(
        recipient.language().tag(),
        Tone.RESOLVED,
        LetterWriter.subject(label, notice.sourceId(), headline),
        label,
        notice.sourceId(),
        headline,
        Printable.line(lead(notice, lasted)),
        LetterWriter.titles(words),
        words.say("next.recovered"),
        Optional.empty(),
        facts(notice, lasted),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(
            recipient.place().isPresent()
                ? words.say("footer.team", notice.team(), notice.sourceId())
                : words.say("footer.suite", notice.team()),
            words.say("footer.incident", notice.incidentId())));
  }

  /** The part of a key that stands for what works again. */
  static String sort(Notice.Recovered notice) {
    return notice.proof() instanceof Proof.BackupTaken taken && taken.physical()
        ? "physical-backup"
        : notice.cause().key();
  }

  private String lead(Notice.Recovered notice, String lasted) {
    return switch (notice.proof()) {
      case Proof.BackupTaken taken ->
          words.say("lead.recovered." + sort(notice), notice.sourceId(), lasted);
      case Proof.BackupProven proven ->
          words.say("lead.recovered.verification", notice.sourceId(), lasted);
      case Proof.RestoreDone done -> words.say("lead.recovered.restore", notice.sourceId(), lasted);
      case Proof.DrillDone drill -> words.say("lead.recovered.drill", notice.sourceId(), lasted);
      case Proof.WindowProven window ->
          words.say("lead.recovered.window", notice.sourceId(), lasted);
      case Proof.SizeUsual usual ->
          words.say("lead.recovered.retention", notice.sourceId(), lasted);
      case Proof.Pruned prune -> words.say("lead.recovered.prune", prune.repository(), lasted);
      case Proof.CopyMade copy -> words.say("lead.recovered.copy", copy.from(), copy.to(), lasted);
      case Proof.KeysProven keys -> words.say("lead.recovered.key", keys.repository(), lasted);
      case Proof.WalAsUsual wal ->
          words.say("lead.recovered.wal." + wal.over(), notice.sourceId(), lasted);
      case Proof.RepositoryAnswers answers ->
          words.say("lead.recovered.outage", answers.repository(), lasted);
      case Proof.SpaceBack space ->
          words.say(
              "lead.recovered.storage",
              space.volume(),
              figures.bytes(space.freeBytes()),
              figures.bytes(space.totalBytes()),
              space.service(),
              lasted);
      case Proof.SaidSo said -> words.say("lead.recovered.said", said.who(), lasted);
      case Proof.WalHeard heard ->
          words.say("lead.recovered.wal.SILENT", notice.sourceId(), lasted);
      case Proof.HeardAgain heard -> words.say("lead.recovered.heard", lasted);
    };
  }

  private List<Letter.Fact> facts(Notice.Recovered notice, String lasted) {
    FactTable table =
        new FactTable(words, figures)
            .source("source", notice.sourceId(), recipient)
            .when("since", notice.since())
            .when("resolved-at", notice.happenedAt())
            .plain("lasted", lasted)
            .plain("failures", figures.count(notice.occurrences()));
    prove(table, notice.proof());
    boolean saidAlready = notice.proof() instanceof Proof.BackupProven;
    if (recipient.place().isPresent() && !saidAlready) {
      table.lastVerified(notice.lastVerified(), notice.sourceId(), notice.noticedAt());
    }
    return table.rows();
  }

  private void prove(FactTable table, Proof proof) {
    switch (proof) {
      case Proof.BackupTaken taken ->
          table
              .code("new-backup", taken.backupId())
              .plain(
                  "size",
                  words.say(
                      "fact.size.value",
                      figures.bytes(taken.plainBytes()),
                      figures.bytes(taken.storedBytes())));
      case Proof.BackupProven proven ->
          table
              .code("proven-backup", proven.backupId())
              .when("backup-completed", proven.backupCompletedAt())
              .plain("level", words.say("level." + proven.level()))
              .plain(
                  "compared",
                  words.say(
                      "fact.compared.value",
                      figures.count(proven.tablesCompared()),
                      figures.count(proven.rowsCompared())));
      case Proof.RestoreDone done ->
          table
              .code("backup", done.backupId())
              .plain("target", new TroubleFacts(words, figures).target(done.target()));
      case Proof.DrillDone drill ->
          table
              .code("backup", drill.backupId())
              .plain("recovery-time", figures.span(Duration.ofMillis(drill.recoveryMillis())))
              .plain("loss", figures.span(Duration.ofMillis(drill.lossMillis())));
      case Proof.WindowProven window ->
          table
              .code("backup", window.backupId())
              .when("instant", window.target())
              .when("reached", window.reachedAt());
      case Proof.SizeUsual usual -> table.code("smaller-backup", usual.smallerBackupId());
      case Proof.Pruned prune ->
          table
              .plain("repository", prune.repository())
              .plain("freed", figures.bytes(prune.deletedBytes()));
      case Proof.CopyMade copy ->
          table
              .plain("repository", copy.from())
              .plain("copy", copy.to())
              .plain(
                  "copied",
                  words.say(
                      "fact.copied.value",
                      figures.count(copy.backups()),
                      figures.bytes(copy.newBytes())));
      case Proof.KeysProven keys ->
          table
              .plain("repository", keys.repository())
              .plain("recipients", figures.count(keys.recipients()))
              .when("next-proof", keys.nextDueAt());
      case Proof.WalAsUsual wal -> {
        table.plain("repository", wal.repository());
        wal.durableTo().ifPresent(lsn -> table.code("durable-to", lsn));
      }
      case Proof.RepositoryAnswers answers -> table.plain("repository", answers.repository());
      case Proof.SpaceBack space ->
          table.plain("service", space.service()).plain("volume", space.volume());
      case Proof.SaidSo said -> {
        // the lead names who
      }
      case Proof.WalHeard heard -> {
        table.plain("repository", heard.repository());
        heard.durableTo().ifPresent(lsn -> table.code("durable-to", lsn));
      }
      case Proof.HeardAgain heard -> {
        // the lead says how long it lasted
      }
    }
  }
}
