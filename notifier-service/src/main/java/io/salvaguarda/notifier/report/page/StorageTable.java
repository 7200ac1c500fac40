package io.salvaguarda.notifier.report.page;

import io.salvaguarda.notifier.report.Outlook;
import io.salvaguarda.notifier.report.Series;
import io.salvaguarda.notifier.report.StorageOutlook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What repositories and volumes hold, and when they will be full. */
final class StorageTable {

  private static final Duration SOON = Duration.ofDays(30);

  private final Phrases say;

  StorageTable(Phrases say) {
    this.say = say;
  }

  Page.Table of(List<StorageOutlook> places) {
    return new Page.Table(
        say.say("table.storage"),
        Optional.of(say.say("table.storage.note")),
        Stream.of("place", "used", "limit", "growth", "full")
            .map(each -> say.say("column." + each))
            .toList(),
        places.stream().map(this::row).toList());
  }

  /** Of each repository. */
  static List<Series> series(List<StorageOutlook> places) {
    return places.stream()
        .filter(place -> place.sort() == StorageOutlook.Sort.REPOSITORY)
        .filter(place -> place.used().size() > 1)
        .map(place -> new Series(place.place(), place.used()))
        .toList();
  }

  private List<Page.Cell> row(StorageOutlook place) {
    return List.of(
        Page.Cell.of(
            place.sort() == StorageOutlook.Sort.REPOSITORY
                ? say.say("place.repository", place.place())
                : place.place()),
        Page.Cell.of(say.figures.bytes(place.usedBytes())),
        Page.Cell.of(place.limit().map(say.figures::bytes).orElse(Phrases.NONE)),
        Page.Cell.of(place.perDay().map(this::perWeek).orElse(Phrases.NONE)),
        full(place.outlook(), place));
  }

  private String perWeek(double perDay) {
    long bytes = Math.round(perDay * 7);
    String size = say.figures.bytes(Math.abs(bytes));
    return say.say(bytes < 0 ? "growth.less" : "growth.more", size);
  }

  private Page.Cell full(Outlook outlook, StorageOutlook place) {
    return switch (outlook) {
      case Outlook.TooEarly early -> Page.Cell.of(say.say("full.too-early"));
      case Outlook.NoLimit none -> Page.Cell.of(say.say("full.no-limit"));
      case Outlook.NotGrowing not -> new Page.Cell(say.say("full.not-growing"), Page.Tone.GOOD);
      case Outlook.FarAway far -> new Page.Cell(say.say("full.far-away"), Page.Tone.GOOD);
      case Outlook.Full full -> full(full, place);
    };
  }

  private Page.Cell full(Outlook.Full full, StorageOutlook place) {
    Instant measured = place.used().getLast().at();
    boolean soon = full.earliest().isBefore(measured.plus(SOON));
    String sure =
        full.latest()
            .map(
                latest ->
                    say.say(
                        "full.between",
                        say.figures.day(full.expected()),
                        say.figures.day(full.earliest()),
                        say.figures.day(latest)))
            .orElseGet(
                () ->
                    say.say(
                        "full.unsure",
                        say.figures.day(full.expected()),
                        say.figures.day(full.earliest())));
    return new Page.Cell(sure, soon ? Page.Tone.BAD : Page.Tone.PLAIN);
  }
}
