package io.salvaguarda.notifier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Hours;
import io.salvaguarda.config.Language;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.NoticeKinds;
import io.salvaguarda.config.Route;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.config.Telling;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

  private static final Instant DAY = Instant.parse("2026-11-23T12:00:00Z");

  private static final Route NIGHTS =
      new Route(
          "nights",
          Set.of("dba"),
          List.of(),
          Optional.of(Route.Urgency.CRITICAL),
          Set.of(),
          Optional.of(
              new Hours(
                  LocalTime.of(22, 0),
                  LocalTime.of(6, 0),
                  ZoneOffset.UTC,
                  EnumSet.allOf(DayOfWeek.class))),
          List.of("pager"),
          true);

  private static final Route SHOP =
      new Route(
          "shop",
          Set.of(),
          List.of(new Glob("shop-*")),
          Optional.empty(),
          Set.of("backup", "wal"),
          Optional.empty(),
          List.of("shop-chat"),
          false);

  private static final Route REST =
      new Route(
          "rest",
          Set.of(),
          List.of(new Glob("shop-*")),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          List.of("archive"),
          false);

  @ParameterizedTest
  @CsvSource({
    "dba,   shop-1, BACKUP,  CRITICAL, 2026-11-23T12:00:00Z, shop-chat,       shop",
    "dba,   shop-1, RESTORE, CRITICAL, 2026-11-23T12:00:00Z, archive,         rest",
    "dba,   shop-1, BACKUP,  CRITICAL, 2026-11-23T23:00:00Z, pager|shop-chat, 'nights, shop'",
    "dba,   shop-1, BACKUP,  WARNING,  2026-11-23T23:00:00Z, shop-chat,       shop",
    "dba,   other,  BACKUP,  CRITICAL, 2026-11-23T05:59:59Z, pager,           nights",
    "dba,   other,  BACKUP,  CRITICAL, 2026-11-23T06:00:00Z, dba-mail,        team dba",
    "other, x,      BACKUP,  CRITICAL, 2026-11-23T23:00:00Z, other-mail,      team other",
    "gone,  x,      BACKUP,  CRITICAL, 2026-11-23T12:00:00Z, dba-mail,        team gone",
  })
  void theFirstRouteThatFitsCountsAndTheTeamsOwnChannelsWhereNoneDoes(
      String team,
      String source,
      Cause cause,
      Severity severity,
      Instant at,
      String channels,
      String route) {
    Answer answer = router(NIGHTS, SHOP, REST).ask(new Question(team, source, cause, severity, at));

    assertThat(String.join("|", answer.channels())).isEqualTo(channels);
    assertThat(answer.route()).isEqualTo(route);
  }

  @Test
  void everyRouteThatWasLookedAtIsExplained() {
    Answer answer =
        router(NIGHTS, SHOP, REST)
            .ask(new Question("dba", "shop-1", Cause.BACKUP, Severity.CRITICAL, DAY));

    assertThat(answer.considered())
        .containsExactly(
            new Answer.Considered("nights", false, "its hours do not hold " + DAY),
            new Answer.Considered("shop", true, "it fits"));
  }

  @Test
  void noQuestionIsWithoutAnAnswerWhateverTheRoutes() {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      Route[] routes =
          IntStream.range(0, random.nextInt(5)).mapToObj(n -> any(random)).toArray(Route[]::new);
      Question question =
          new Question(
              random.nextBoolean() ? "dba" : "nobody",
              random.nextBoolean() ? "shop-1" : "storage",
              Cause.values()[random.nextInt(Cause.values().length)],
              Severity.values()[random.nextInt(2)],
              DAY.plusSeconds(random.nextInt(1_000_000)));

      assertThat(router(routes).ask(question).channels()).isNotEmpty();
    }
  }

  @Test
  void theConfigurationKnowsTheKindsThatThereAre() {
    assertThat(NoticeKinds.ALL)
        .isEqualTo(Arrays.stream(Cause.values()).map(Cause::key).collect(Collectors.toSet()));
  }

  private static Route any(Random random) {
    return new Route(
        "any",
        random.nextBoolean() ? Set.of("dba") : Set.of(),
        random.nextBoolean() ? List.of(new Glob("s*")) : List.of(),
        random.nextBoolean() ? Optional.of(Route.Urgency.WARNING) : Optional.empty(),
        random.nextBoolean() ? Set.of("backup") : Set.of(),
        Optional.empty(),
        List.of(random.nextBoolean() ? "pager" : "not-configured"),
        random.nextBoolean());
  }

  private static Router router(Route... routes) {
    Map<String, Channel> channels =
        Stream.of("dba-mail", "other-mail", "pager", "shop-chat", "archive")
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> new MailChannel(name, List.of("a@b.c"), Optional.empty())));
    return new Router(
        new SuiteConfig(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(
                "dba", new Team("dba", Language.ENGLISH, List.of("dba-mail")),
                "other", new Team("other", Language.ENGLISH, List.of("other-mail"))),
            channels,
            "dba",
            List.of(),
            new Telling("dba", List.of(routes), List.of())));
  }
}
