package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes, maintenance windows, administrators, and what a team says of how it is told. */
class TellingTest {
  private static final String ROUTES =
      """
      administrators: dba
      routes:
        - name: nights
          teams: [dba]
          sources: ["test*"]
          severity: critical
          kinds: [backup, wal]
          hours: { from: "22:00", to: "06:00", timezone: America/Sao_Paulo, days: [mon, tue] }
          channels: [dba-hook]
          continue: true
      maintenance:
        - { name: upgrades, sources: [testdb], schedule: "0 3 * * SUN", duration: 2h }
      """;

  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ConfigFolder(temp);
  }

  @Test
  void aFileThatSaysNothingOfItTellsEachTeamByItsOwnChannels() {
    SuiteConfig config = folder.loaded(ConfigFolder.complete());

    assertThat(config.telling()).isEqualTo(Telling.plainly("ops"));
    assertThat(config.administrators().name()).isEqualTo("ops");
    assertThat(config.teams().get("dba").escalation()).isEqualTo(Escalation.NONE);
    assertThat(config.teams().get("dba").quietHours()).isEmpty();
  }

  @Test
  void allThatCanBeSaidIsRead() {
    SuiteConfig config =
        folder.loaded(
            ConfigFolder.complete()
                    .replace(
                        "  ops:\n    channels: [dba-mail]\n",
                        """
                          ops:
                            channels: [dba-mail]
                            escalation: { after: 20m, to: [dba-hook], administratorsAfter: 2h }
                            quietHours: { from: "22:00", to: "07:00" }
                            grouping: { wait: 2s, interval: 30s }
                        """)
                + ROUTES);

    Route route = config.telling().routes().getFirst();
    assertThat(config.administrators().name()).isEqualTo("dba");
    assertThat(route.teams()).containsExactly("dba");
    assertThat(route.sources()).containsExactly(new Glob("test*"));
    assertThat(route.urgency()).contains(Route.Urgency.CRITICAL);
    assertThat(route.kinds()).isEqualTo(Set.of("backup", "wal"));
    assertThat(route.channels()).containsExactly("dba-hook");
    assertThat(route.further()).isTrue();
    assertThat(config.telling().maintenance().getFirst().lasts()).isEqualTo(Duration.ofHours(2));
    assertThat(config.teams().get("ops"))
        .returns(
            new Escalation(
                Duration.ofMinutes(20), List.of("dba-hook"), Optional.of(Duration.ofHours(2))),
            Team::escalation)
        .returns(
            Optional.of(new Grouping(Duration.ofSeconds(2), Duration.ofSeconds(30))),
            Team::grouping);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          administrators: dba       | administrators: dbb       | administrators: "dbb" is not the name of a team. Did you mean "dba"?
          teams: [dba]              | teams: [dbx]              | routes[0].teams[0]: "dbx" is not the name of a team. Did you mean "dba"?
          ["test*"]                 | ["Test!"]                 | routes[0].sources[0]: "Test!" is not a pattern for names. Use 1 to 63 of a-z, 0-9 and -, with * for any characters and ? for one.
          severity: critical        | severity: criticl         | routes[0].severity: "criticl" is not a known severity. Did you mean "critical"?
          kinds: [backup, wal]      | kinds: [bakcup]           | routes[0].kinds[0]: "bakcup" is not a known kind of notice. Did you mean "backup"?
          kinds: [backup, wal]      | kinds: []                 | routes[0].kinds: is an empty list. Name a kind, or leave kinds out for all.
          from: "22:00"             | from: "25:00"             | routes[0].hours.from: "25:00" is not a time of day. Write it in quotes, as "22:00".
          America/Sao_Paulo         | America/Sao_Paul          | routes[0].hours.timezone: "America/Sao_Paul" is not a time zone. Did you mean "America/Sao_Paulo"?
          days: [mon, tue]          | days: [mon, tux]          | routes[0].hours.days[1]: "tux" is not a known day. Did you mean "tue"?
          channels: [dba-hook]      | channels: []              | routes[0].channels: is an empty list. A route that leads to no channel loses notices.
          continue: true            | continue: yes             | routes[0].continue: "yes" is not true or false. Write true or false.
          duration: 2h              | duration: 8d              | maintenance[0].duration: "8d" is more than a week. Trouble must not stay unheard for so long.
          "0 3 * * SUN"             | "0 3 * *"                 | maintenance[0].schedule: "0 3 * *" is not a cron expression: it needs five fields: minute, hour, day of month, month, day of week. Try "0 2 * * *".
          """)
  void aMistakeIsToldWithItsPlaceAndWhatWouldBeRight(String right, String wrong, String expected) {
    assertThat(ROUTES).contains(right);

    assertThat(folder.mistakes(ConfigFolder.complete() + ROUTES.replace(right, wrong)))
        .singleElement()
        .asString()
        .endsWith(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          escalation: { after: 20m }                                          | escalation: names nobody. Add: to: [lead-mail], or administratorsAfter: 2h
          escalation: { after: 2h, to: [dba-hook], administratorsAfter: 2h }  | escalation.administratorsAfter: is not after the lead is told. Write a longer time.
          escalation: { to: [nobody] }                                        | escalation.to[0]: "nobody" is not the name of a channel. Known channels: dba-hook, dba-mail.
          quietHours: { to: "07:00" }                                         | quietHours: "from" is missing. Add: from: "22:00"
          grouping: { wait: 11m }                                             | grouping.wait: "11m" is more than ten minutes. A notice must not wait for so long.
          """)
  void aMistakeOfATeamIsToldToo(String line, String expected) {
    String yaml =
        ConfigFolder.complete()
            .replace(
                "  ops:\n    channels: [dba-mail]\n",
                "  ops:\n    channels: [dba-mail]\n    " + line + "\n");

    assertThat(folder.mistakes(yaml)).singleElement().asString().endsWith("teams.ops." + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "shop-*, shop-1, true",
    "shop-*, shop-, true",
    "shop-*, other, false",
    "*-prod, shop-prod, true",
    "*-prod, shop-prod-2, false",
    "s?op, shop, true",
    "s?op, sop, false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "plain, plain, true",
    "plain, plainer, false",
    "a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
  })
  void aPatternFitsWholeNames(String pattern, String name, boolean fits) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "22:00, 06:00, mon, 2026-11-23T21:59:59Z, ",
    "22:00, 06:00, mon, 2026-11-23T22:00:00Z, 2026-11-24T06:00:00Z",
    "22:00, 06:00, mon, 2026-11-24T05:59:59Z, 2026-11-24T06:00:00Z",
    "22:00, 06:00, mon, 2026-11-24T06:00:00Z, ",
    "22:00, 06:00, mon, 2026-11-24T22:00:00Z, ",
    "09:00, 17:00, mon, 2026-11-23T12:00:00Z, 2026-11-23T17:00:00Z",
    "00:00, 24:00, sat|sun, 2026-11-21T12:00:00Z, 2026-11-23T00:00:00Z",
    "00:00, 24:00, mon, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z",
  })
  void hoursBeginOnTheirDaysAndEndOnTheNextIfTheyMust(
      String from, String to, String days, Instant at, Instant end) {
    Hours hours =
        folder
            .loaded(
                ConfigFolder.complete()
                    .replace(
                        "  ops:\n    channels: [dba-mail]\n",
                        "  ops:\n    channels: [dba-mail]\n    quietHours: { from: \"%s\", to: \"%s\", days: [%s] }\n"
                            .formatted(from, to, days.replace('|', ','))))
            .teams()
            .get("ops")
            .quietHours()
            .orElseThrow();

    assertThat(hours.endAt(at)).isEqualTo(Optional.ofNullable(end));
  }
}
