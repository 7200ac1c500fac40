package io.salvaguarda.notifier.letter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.notifier.notice.Matter;
import java.time.ZoneOffset;

/** What failed, in one line: {@code backup could not be taken — source unreachable}. */
public final class Headlines {

  private static final String DASH = " — ";

  private final Wording words;
  private final Figures figures;

  /** For no one in particular: times are UTC. */
  public Headlines(Wording words) {
    this(words, new Figures(words, ZoneOffset.UTC));
  }

  /** For a reader, whose zone the figures know. */
  Headlines(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  /** One line, safe as part of a mail's subject. */
  public String of(Matter matter, Failure failure) {
    return Printable.line(what(matter) + DASH + detail(matter, failure));
  }

  /** Without the reason. */
  String what(Matter matter) {
    return words.say("what." + key(matter));
  }

  /** The part of a key that stands for the sort of failure. */
  static String key(Matter matter) {
    return switch (matter) {
      case Matter.BackupNotTaken backup -> backup.physical() ? "not-taken-physical" : "not-taken";
      case Matter.BackupBad bad -> "bad";
      case Matter.BackupUnproven unproven -> "unproven";
      case Matter.BackupFarSmaller smaller -> "smaller";
      case Matter.RestoreNotDone restore -> "not-restored";
      case Matter.DrillNotDone drill -> "drill";
      case Matter.WindowNotProven window -> "window";
      case Matter.SpaceLow space ->
          space.threshold() == StorageThreshold.CRITICAL ? "space-critical" : "space-warning";
      case Matter.NotPruned prune -> "not-pruned";
      case Matter.NotCopied copy -> "not-copied";
      case Matter.KeyNotProven key -> "key-not-proven";
      case Matter.KeyProofOverdue key -> "key-overdue";
      case Matter.WalMissing gap -> "wal-missing";
      case Matter.WalNotArriving wal -> "wal-stalled";
      case Matter.SlotGrows slot -> "slot";
      case Matter.RepositoryAway away -> "outage";
      case Matter.EventSetAside event -> "event";
      case Matter.Absent absent -> AbsenceWords.key(absent);
    };
  }

  private String detail(Matter matter, Failure failure) {
    return switch (matter) {
      case Matter.SpaceLow space ->
          words.say("detail.space", space.volume(), figures.bytes(space.freeBytes()));
      case Matter.BackupFarSmaller smaller ->
          words.say(
              "detail.smaller",
              figures.bytes(smaller.dumpBytes()),
              figures.bytes(smaller.usualBytes()));
      case Matter.EventSetAside event -> words.say("detail.event", event.service());
      case Matter.Absent absent -> new AbsenceWords(words, figures).detail(absent);
      case Matter.NotPruned prune ->
          words.say("detail.not-pruned", prune.repository(), phrase(failure));
      case Matter.NotCopied copy ->
          words.say("detail.not-copied", copy.from(), copy.to(), phrase(failure));
      case Matter.KeyNotProven key ->
          words.say("detail.key-not-proven", key.repository(), phrase(failure));
      case Matter.KeyProofOverdue key ->
          words.say("detail.key-overdue", key.repository(), key.names());
      case Matter.WalMissing gap -> words.say("detail.wal-missing", gap.from(), gap.to());
      case Matter.SlotGrows slot -> words.say("detail.slot", figures.bytes(slot.slotBytes()));
      case Matter.RepositoryAway away ->
          words.say("detail.outage", away.repository(), phrase(failure));
      case Matter.WalNotArriving wal -> phrase(failure);
      case Matter.BackupNotTaken backup -> phrase(failure);
      case Matter.BackupBad bad -> phrase(failure);
      case Matter.BackupUnproven unproven -> phrase(failure);
      case Matter.RestoreNotDone restore -> phrase(failure);
      case Matter.DrillNotDone drill -> phrase(failure);
      case Matter.WindowNotProven window -> phrase(failure);
    };
  }

  /** The error class in words. */
  String phrase(Failure failure) {
    return words.say("class." + failure.errorClass());
  }
}
