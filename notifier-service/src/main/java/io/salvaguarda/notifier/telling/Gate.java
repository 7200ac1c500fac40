package io.salvaguarda.notifier.telling;

import io.salvaguarda.config.Maintenance;
import io.salvaguarda.config.Team;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.routing.Question;
import io.salvaguarda.notifier.silence.Silence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says whether something is held back, and by what: by that which ends last. */
public final class Gate {
  private final List<Maintenance> windows;

  public Gate(List<Maintenance> windows) {
    this.windows = List.copyOf(windows);
  }

  /**
   * @param team whose quiet hours count
   * @param outage what explains it, if anything
   */
  public Optional<Hold> check(
      Question question, Team team, List<Silence> silences, Optional<Hold> outage) {
    return Stream.of(
            silences.stream()
                .filter(each -> each.covers(question.sourceId(), question.cause(), question.at()))
                .map(each -> Hold.of(HeldBy.Kind.SILENCE, each.reason(), each.endsAt())),
            windows.stream().flatMap(window -> maintained(window, question).stream()),
            quiet(question, team).stream(),
            outage.stream())
        .flatMap(holds -> holds)
        .max(Comparator.comparing(Hold::until));
  }

  private static Optional<Hold> maintained(Maintenance window, Question question) {
    boolean concerns =
        (window.sources().isEmpty()
                || window.sources().stream().anyMatch(each -> each.matches(question.sourceId())))
            && (window.kinds().isEmpty() || window.kinds().contains(question.cause().key()));
    return concerns
        ? window
            .endAt(question.at())
            .map(end -> Hold.of(HeldBy.Kind.MAINTENANCE, window.name(), end))
        : Optional.empty();
  }

  private static Optional<Hold> quiet(Question question, Team team) {
    return question.severity() == Severity.CRITICAL
        ? Optional.empty()
        : team.quietHours()
            .flatMap(hours -> hours.endAt(question.at()))
            .map(end -> Hold.of(HeldBy.Kind.QUIET_HOURS, team.name(), end));
  }
}
