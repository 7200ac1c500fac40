package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Proof;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Something worked that may have failed before. */
public record Recovery(String sourceId, Cause cause, Instant at, Proof proof) implements News {

  /** Of a log that nothing is heard of: its other troubles are others. */
  static final String SILENT = "silent";

  /** Of the service's own hearing. */
  static final String HEARD = "heard";

  /** The backup that passed its verification. */
  public Optional<String> backupId() {
    return proof instanceof Proof.BackupProven proven
        ? Optional.of(proven.backupId())
        : Optional.empty();
  }

  /** As {@link Problem#about()}. */
  public String about() {
    return switch (proof) {
      case Proof.Pruned prune -> prune.repository();
      case Proof.CopyMade copy -> pair(copy.from(), copy.to());
      case Proof.KeysProven keys -> keys.repository();
      case Proof.BackupTaken taken -> kind(taken.physical());
      case Proof.BackupProven proven -> kind(proven.physical());
      case Proof.WalAsUsual wal -> wal(wal.over());
      case Proof.RestoreDone done -> "";
      case Proof.DrillDone drill -> kind(drill.physical());
      case Proof.WindowProven window -> "";
      case Proof.SizeUsual usual -> "";
      case Proof.RepositoryAnswers answers -> answers.repository();
      case Proof.SpaceBack space -> volume(space.disk(), space.service(), space.volume());
      case Proof.SaidSo said -> "";
      case Proof.WalHeard heard -> SILENT;
      case Proof.HeardAgain heard -> HEARD;
    };
  }

  /** A dump that works says nothing about the copies of the whole cluster. */
  static String kind(boolean physical) {
    return physical ? "physical" : "";
  }

  /** One sort of trouble with the log says nothing about another. */
  static String wal(WalTrouble trouble) {
    return trouble.name().toLowerCase(Locale.ROOT);
  }

  /** Room in one folder says nothing about another, unless both are on one disk. */
  static String volume(Optional<String> disk, String service, String volume) {
    return disk.orElseGet(() -> service + " " + volume);
  }

  /** A repository and its copy; no repository's name has a slash. */
  static String pair(String from, String to) {
    return from + "/" + to;
  }
}
