package io.salvaguarda.notifier.letter;

import io.salvaguarda.events.JobWork;
import io.salvaguarda.notifier.notice.Duty;
import io.salvaguarda.notifier.notice.Matter;
import java.util.Locale;
import java.util.Optional;

/** What is said of things that did not come. */
final class AbsenceWords {

  private final Wording words;
  private final Figures figures;

  AbsenceWords(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  /** As {@link Headlines#key}. */
  static String key(Matter.Absent absent) {
    return switch (absent) {
      case Matter.Missed missed -> "missed-" + key(missed.duty(), missed.physical());
      case Matter.NotProvenYet unproven -> "not-proven-yet";
      case Matter.Stuck stuck -> "stuck-" + stuck.work().name().toLowerCase(Locale.ROOT);
      case Matter.WalSilent silent -> "wal-silent";
      case Matter.NothingHeard nothing -> "nothing-heard";
    };
  }

  private static String key(Duty duty, boolean physical) {
    return switch (duty) {
      case BACKUP -> physical ? "backup-physical" : "backup";
      case VERIFICATION -> "verification";
      case DRILL -> "drill";
      case WINDOW_PROOF -> "window";
    };
  }

  String detail(Matter.Absent absent) {
    return switch (absent) {
      case Matter.Missed missed -> words.say("detail.missed", figures.when(missed.dueAt()));
      case Matter.NotProvenYet unproven ->
          words.say("detail.not-proven-yet", figures.when(unproven.completedAt()));
      case Matter.Stuck stuck -> words.say("detail.stuck", figures.when(stuck.startedAt()));
      case Matter.WalSilent silent ->
          words.say("detail.silent", figures.when(silent.lastHeardAt()));
      case Matter.NothingHeard nothing -> words.say("detail.silent", figures.when(nothing.since()));
    };
  }

  String lead(Matter.Absent absent, String sourceId) {
    return words.say("lead." + key(absent), sourceId);
  }

  /** What to look at or to type. */
  static Optional<String> command(Matter.Absent absent, String sourceId) {
    return switch (absent) {
      case Matter.Missed missed -> Optional.of(command(missed, sourceId));
      case Matter.NotProvenYet unproven -> Optional.of("salva verify run " + unproven.backupId());
      case Matter.Stuck stuck ->
          Optional.of("salva jobs show " + service(stuck.work()) + " " + stuck.jobId());
      case Matter.WalSilent silent -> Optional.of("salva wal status " + sourceId);
      case Matter.NothingHeard nothing -> Optional.of("salva status");
    };
  }

  private static String command(Matter.Missed missed, String sourceId) {
    String kind = missed.physical() ? " --kind physical" : "";
    return switch (missed.duty()) {
      case BACKUP -> "salva backup run " + sourceId + kind;
      case VERIFICATION -> "salva status";
      case DRILL -> "salva drill run " + sourceId + kind;
      case WINDOW_PROOF -> "salva restore prove " + sourceId;
    };
  }

  private static String service(JobWork work) {
    return switch (work) {
      case BACKUP -> "backup";
      case VERIFICATION -> "verify";
      case RESTORE -> "restore";
    };
  }

  FactTable facts(FactTable table, Matter.Absent absent) {
    return switch (absent) {
      case Matter.Missed missed -> {
        table
            .plain("plan", missed.plan())
            .when("due", missed.dueAt())
            .when("expected-by", missed.by());
        missed.last().ifPresent(at -> table.when("last-time", at));
        yield table;
      }
      case Matter.NotProvenYet unproven ->
          table
              .code("backup", unproven.backupId())
              .when("backup-completed", unproven.completedAt())
              .when("expected-by", unproven.by());
      case Matter.Stuck stuck ->
          table
              .code("job", stuck.jobId())
              .when("begun", stuck.startedAt())
              .when("expected-by", stuck.by());
      case Matter.WalSilent silent ->
          table.plain("repository", silent.repository()).when("last-heard", silent.lastHeardAt());
      case Matter.NothingHeard nothing -> table.when("last-heard", nothing.since());
    };
  }
}
