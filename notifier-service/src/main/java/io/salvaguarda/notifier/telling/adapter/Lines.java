package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.events.Failure;
import io.salvaguarda.notifier.notice.Notice;
import java.util.Comparator;
import java.util.List;

/** The lines of a message that tells of several incidents. */
final class Lines {
  private Lines() {}

  /** The most urgent first. */
  static List<Notice.Several.Item> of(List<Announcer.Ready> together) {
    return together.stream()
        .map(Announcer.Ready::trouble)
        .map(Lines::line)
        .sorted(Comparator.comparing(Notice.Several.Item::severity).reversed())
        .toList();
  }

  private static Notice.Several.Item line(Notice.Trouble trouble) {
    return new Notice.Several.Item(
        trouble.incidentId(),
        trouble.sourceId(),
        trouble.severity(),
        trouble.since(),
        trouble.happenedAt(),
        withoutLog(trouble.failure()),
        trouble.matter(),
        trouble.lastVerified());
  }

  /** A line has no room for it, and a row should not be megabytes. */
  private static Failure withoutLog(Failure failure) {
    return new Failure(
        failure.kind(), failure.errorClass(), failure.message(), failure.nextStep(), List.of());
  }
}
