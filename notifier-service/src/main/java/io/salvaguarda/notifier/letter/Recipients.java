package io.salvaguarda.notifier.letter;

import io.salvaguarda.config.Language;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.notifier.notice.Notice;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Finds out for whom a notice is written; in English and UTC where the configuration is silent. */
public final class Recipients {

  private final SuiteConfig config;

  public Recipients(SuiteConfig config) {
    this.config = config;
  }

  public Recipient of(Notice notice) {
    Optional<PostgresSource> source = Optional.ofNullable(config.sources().get(notice.sourceId()));
    Language language =
        Optional.ofNullable(config.teams().get(notice.team()))
            .map(Team::language)
            .orElse(Language.ENGLISH);
    ZoneId zone = source.map(s -> config.planOf(s).timezone()).orElse(ZoneOffset.UTC);
    return new Recipient(
        language, zone, source.map(s -> new Recipient.Place(s.database(), s.host(), s.port())));
  }
}
