package io.salvaguarda.notifier.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.testing.RoughServer;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every channel does that is reached by HTTP, whatever its server does. */
class HttpChannelConformanceTest {

  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest
  @ValueSource(strings = {"webhook", "slack", "msteams", "discord", "telegram", "pagerduty"})
  private @interface EveryChannel {}

  /** More than a deadline, less than a lease. */
  private static final Duration IN_TIME = HttpChannels.DEADLINE.plusSeconds(3);

  @TempDir Path folder;
  private final RoughServer server = RoughServer.start();
  private HttpChannels channels;

  @BeforeEach
  void open() throws IOException {
    channels = new HttpChannels(folder, "127.0.0.1:" + server.port(), "127.0.0.0/8");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private SendOutcome send(String channel) {
    long begun = System.nanoTime();
    SendOutcome outcome = channels.send(Notices.trouble("dba"), channel);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(IN_TIME);
    assertThat(outcome.toString()).doesNotContain(HttpChannels.SECRETS);
    return outcome;
  }

  @EveryChannel
  void whateverIsASuccessIsOne(String channel) {
    int asked = 0;
    for (int status : new int[] {200, 202, 204}) {
      server.does(RoughServer.status(status));

      assertThat(send(channel)).isInstanceOf(SendOutcome.Accepted.class);
      assertThat(server.heard()).hasSize(++asked);
    }
  }

  @EveryChannel
  void itIsToldWhoTookIt(String channel) {
    assertThat(send(channel))
        .isEqualTo(
            new SendOutcome.Accepted(
                channel.equals("telegram") ? "chat -1001234567890" : "127.0.0.1"));
  }

  @EveryChannel
  void aReceiverThatIsBusySaysWhenToComeBack(String channel) {
    server.does(RoughServer.status(429, "", "Retry-After: 7"));

    assertThat(send(channel))
        .isEqualTo(new SendOutcome.Failed("HTTP 429", Optional.of(Duration.ofSeconds(7))));
    assertThat(server.heard()).hasSize(1);
  }

  @EveryChannel
  void whatMayPassIsTriedAgain(String channel) {
    int asked = 0;
    for (int status : new int[] {408, 425, 500, 502, 503, 504}) {
      server.does(RoughServer.status(status));

      assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
      assertThat(server.heard()).hasSize(++asked);
    }
  }

  @EveryChannel
  void aReceiverThatIsNoMoreIsGone(String channel) {
    server.does(RoughServer.status(410));

    assertThat(send(channel)).isInstanceOf(SendOutcome.Gone.class);
  }

  @EveryChannel
  void whatWillNotPassIsNotTriedAgain(String channel) {
    for (int status : new int[] {400, 401, 403, 404, 405, 413, 422}) {
      server.does(RoughServer.status(status));

      assertThat(send(channel)).isInstanceOfAny(SendOutcome.Refused.class, SendOutcome.Gone.class);
    }
  }

  @EveryChannel
  void aRedirectIsNotFollowed(String channel) {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (RoughServer elsewhere = RoughServer.start()) {
        String target = "Location: http://127.0.0.1:" + elsewhere.port() + "/";
        server.does(RoughServer.status(status, "", target));

        assertThat(send(channel))
            .isInstanceOfAny(SendOutcome.Refused.class, SendOutcome.Failed.class);
        assertThat(elsewhere.heard()).isEmpty();
      }
    }
  }

  @EveryChannel
  void aReceiverThatStallsIsGivenUpInTime(String channel) {
    server.does(RoughServer.stall());

    assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
    assertThat(server.heard()).hasSize(1);
  }

  @EveryChannel
  void aReceiverThatDripsIsGivenUpInTime(String channel) {
    server.does(RoughServer.drip());

    assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
  }

  @EveryChannel
  void aReceiverThatHangsUpIsAFailedAttemptAndNotAskedTwice(String channel) {
    server.does(RoughServer.hangUp());

    assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
    assertThat(server.heard()).hasSize(1);
  }

  @EveryChannel
  void nobodyAtThePortIsAFailedAttempt(String channel) {
    server.close();

    assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
  }

  @EveryChannel
  void anEndlessAnswerIsNotReadToItsEnd(String channel) {
    for (int status : new int[] {200, 500}) {
      server.does(RoughServer.endless(status));

      assertThat(send(channel))
          .isInstanceOf(status == 200 ? SendOutcome.Accepted.class : SendOutcome.Failed.class);
    }
  }

  @EveryChannel
  void endlessHeadersAreAFailedAttempt(String channel) {
    server.does(RoughServer.endlessHeaders());

    assertThat(send(channel)).isInstanceOf(SendOutcome.Failed.class);
  }

  @EveryChannel
  void anAnswerThatBreaksOffCountsByItsStatus(String channel) {
    for (int status : new int[] {200, 500}) {
      server.does(RoughServer.breakOff(status));

      assertThat(send(channel))
          .isInstanceOf(status == 200 ? SendOutcome.Accepted.class : SendOutcome.Failed.class);
    }
  }

  @EveryChannel
  void aServerThatSendsBackWhatItWasSentShowsNoSecret(String channel) {
    server.does(
        RoughServer.status(
            400,
            "{\"message\":\"%1$s\",\"description\":\"%1$s\",\"errors\":[\"%1$s\"],\"error\":{\"message\":\"%1$s\"}}"
                .formatted(ownSecret(channel))));

    assertThat(send(channel).toString()).contains("HTTP 400").doesNotContain(ownSecret(channel));
  }

  @Test
  void telegramSaysInItsBodyWhenToComeBack() {
    server.does(
        RoughServer.status(
            429,
            "{\"ok\":false,\"description\":\"Too Many Requests: retry after 9\","
                + "\"parameters\":{\"retry_after\":9}}"));

    assertThat(send("telegram"))
        .isEqualTo(
            new SendOutcome.Failed(
                "HTTP 429: Too Many Requests: retry after 9", Optional.of(Duration.ofSeconds(9))));
  }

  @Test
  void pagerDutyHasOneKeyForAllThatBelongsToAnIncident() throws IOException {
    channels.send(Notices.trouble("dba"), "pagerduty");
    channels.send(Notices.acknowledged("dba"), "pagerduty");
    channels.send(Notices.recovered("dba"), "pagerduty");
    channels.send(Notices.trial("dba"), "pagerduty");

    List<JsonNode> events = new ArrayList<>();
    for (RoughServer.Heard heard : server.heard()) {
      assertThat(heard.path()).isEqualTo("/v2/enqueue");
      events.add(new ObjectMapper().readTree(heard.body()));
    }
    assertThat(events)
        .extracting(event -> event.path("event_action").asText())
        .containsExactly("trigger", "acknowledge", "resolve", "trigger", "resolve");
    assertThat(events)
        .extracting(event -> event.path("dedup_key").asText())
        .containsOnly(Notices.INCIDENT.toString());
    assertThat(events)
        .extracting(event -> event.path("routing_key").asText())
        .containsOnly("PAGERDUTYSECRETKEY00000000000000");
    assertThat(events.getFirst().at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(events.get(3).at("/payload/severity").asText()).isEqualTo("info");
  }

  private static String ownSecret(String channel) {
    return switch (channel) {
      case "webhook" -> "hook-secret-path";
      case "slack" -> "slack-secret-path";
      case "msteams" -> "teams-secret-path";
      case "discord" -> "discord-secret-path";
      case "telegram" -> "1234567:TELEGRAMSECRETTOKEN00000";
      default -> "PAGERDUTYSECRETKEY00000000000000";
    };
  }

  @EveryChannel
  void aNameThatLeadsToAnAddressThatIsNotAllowedIsRefused(String channel) throws IOException {
    channels = new HttpChannels(folder, "rebound.example.org:" + server.port(), "10.9.9.0/24");

    assertThat(send(channel))
        .isInstanceOfSatisfying(
            SendOutcome.Refused.class,
            refused -> assertThat(refused.error()).contains("127.0.0.1", "allowedNetworks"));
    assertThat(server.heard()).isEmpty();
  }

  @EveryChannel
  void theTeamReadsItInItsLanguage(String channel) {
    channels.send(Notices.trouble("dba"), channel);
    channels.send(Notices.trouble("plantao"), channel);

    assertThat(server.heard().get(0).body())
        .contains("dba-shop", "backup could not be taken", "source unreachable");
    assertThat(server.heard().get(1).body())
        .contains("plantao-shop", "não foi possível fazer o backup", "origem inacessível");
  }

  @EveryChannel
  void everySortOfNoticeIsTaken(String channel) {
    for (String team : List.of("dba", "plantao")) {
      assertThat(channels.send(Notices.recovered(team), channel))
          .isInstanceOf(SendOutcome.Accepted.class);
      assertThat(channels.send(Notices.acknowledged(team), channel))
          .isInstanceOf(SendOutcome.Accepted.class);
      assertThat(channels.send(Notices.trial(team), channel))
          .isInstanceOf(SendOutcome.Accepted.class);
    }
  }
}
