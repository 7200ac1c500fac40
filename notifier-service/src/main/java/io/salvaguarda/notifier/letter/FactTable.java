package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the rows of a letter's table of facts, in order. */
final class FactTable {

  private final Wording words;
  private final Figures figures;
  private final List<Fact> facts = new ArrayList<>();

  FactTable(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  FactTable plain(String key, String value) {
    return add(key, value, Style.PLAIN);
  }

  FactTable code(String key, Object value) {
    return add(key, value.toString(), Style.CODE);
  }

  FactTable when(String key, Instant instant) {
    return plain(key, figures.when(instant));
  }

  /** The source and where it is. */
  FactTable source(String key, String sourceId, Recipient recipient) {
    return plain(
        key,
        recipient
            .place()
            .map(
                place ->
                    sourceId
                        + " · "
                        + words.say(
                            "place",
                            place.database(),
                            place.host(),
                            Integer.toString(place.port())))
            .orElse(sourceId));
  }

  /** What could be restored, and how old it is; loud when there is nothing. */
  FactTable lastVerified(Optional<VerifiedBackup> backup, String sourceId, Instant asOf) {
    if (backup.isEmpty()) {
      return add("last-verified", words.say("fact.none-verified", sourceId), Style.LOUD);
    }
    VerifiedBackup last = backup.get();
    return add(
        "last-verified",
        words.say(
            "fact.last-verified.value",
            figures.span(Duration.between(last.completedAt(), asOf)),
            figures.when(last.completedAt()),
            words.say("level." + last.level())),
        last.backupId(),
        Style.PLAIN);
  }

  List<Fact> rows() {
    return List.copyOf(facts);
  }

  private FactTable add(String key, String value, Style style) {
    return add(key, value, "", style);
  }

  private FactTable add(String key, String value, String note, Style style) {
    facts.add(
        new Fact(words.say("fact." + key), Printable.line(value), Printable.line(note), style));
    return this;
  }
}
