package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.Ports;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.local.WebhookReceiver;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * 1,000 failures a minute of 100 sources, told to a team that has a channel that is dead and one
 * that is slow.
 */
class StormIT {

  private static final int SOURCES = 100;
  private static final int FAILURES_A_MINUTE = 1_000;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final List<String> LIVE = List.of("storm-mail", "storm-hook");

  private static WebhookReceiver hook;
  private static WebhookReceiver slow;
  private static Suite suite;

  @BeforeAll
  static void start() {
    hook = WebhookReceiver.start();
    slow = WebhookReceiver.start();
    slow.answerWith(WebhookAnswer.after(Duration.ofSeconds(2), WebhookAnswer.accepted()));
    suite =
        Suite.start(
            1,
            Map.of(
                "SALVAGUARDA_DELIVERY_LEASE",
                "15s",
                "SALVAGUARDA_HTTP_DEADLINE",
                "12s",
                "SALVAGUARDA_DELIVERY_MAIL_DEADLINE",
                "12s"),
            each -> addTeam(each.stack().configuration()));
  }

  @AfterAll
  static void stop() {
    if (suite != null) {
      suite.close();
    }
    hook.close();
    slow.close();
  }

  private static void addTeam(Path configuration) throws IOException {
    String webhook =
        "{ type: webhook, url: \"%s\", secret: \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\", allowedNetworks: [\"127.0.0.0/8\"] }\n";
    String channels =
        "  storm-mail: { type: mail, to: [storm@example.org] }\n"
            + "  storm-hook: "
            + webhook.formatted(hook.url("/"))
            + "  storm-slow: "
            + webhook.formatted(slow.url("/"))
            + "  storm-dead: "
            + webhook.formatted("http://127.0.0.1:" + Ports.free() + "/");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace(
                "teams:\n",
                "teams:\n  storm: { language: en, channels: [storm-mail, storm-hook, storm-slow, storm-dead] }\n")
            .replace("channels:\n", "channels:\n" + channels)
            .replace("defaultTeam: dba", "defaultTeam: storm"));
  }

  @Test
  void everyLiveChannelHearsOfEachIncidentOnceAndSoon() {
    try (Storm storm = storm("calm-")) {
      storm.blow(FAILURES_A_MINUTE, Duration.ofMinutes(1));

      for (String channel : LIVE) {
        List<Duration> waits = waits(storm, channel, "calm-");
        System.out.printf(
            "storm: %s heard of %d incidents, median %d ms, 99th percentile %d ms, longest %d ms%n",
            channel,
            waits.size(),
            waits.get(waits.size() / 2).toMillis(),
            waits.get(waits.size() * 99 / 100 - 1).toMillis(),
            waits.getLast().toMillis());
        assertThat(waits.get(waits.size() * 99 / 100 - 1)).as(channel).isLessThan(SOON);
      }
      assertOnce("calm-");
    }
  }

  @Test
  void nothingIsLostWhenTheNotifierIsKilledAndKafkaRestartsInTheMiddle() {
    try (Storm storm = storm("rough-")) {
      CompletableFuture<Void> blowing =
          CompletableFuture.runAsync(
              () -> storm.blow(FAILURES_A_MINUTE / 2, Duration.ofSeconds(30)));
      ServiceInstance notifier = suite.stack().service(SuiteService.NOTIFIER);
      await().atMost(Suite.PATIENCE).until(() -> heard("rough-").size() >= SOURCES / 5);
      notifier.process().kill9();
      notifier.process().start();
      suite.stack().kafka().process().kill9();
      suite.stack().kafka().process().start();
      blowing.join();

      for (String channel : LIVE) {
        List<Duration> waits = waits(storm, channel, "rough-");
        System.out.printf(
            "storm: %s heard of %d incidents, longest %d ms, with the notifier killed and Kafka restarted%n",
            channel, waits.size(), waits.getLast().toMillis());
      }
      assertOnce("rough-");
      assertCounted("rough-");
    }
  }

  private static Storm storm(String prefix) {
    return new Storm(suite.stack().kafka().bootstrapServers(), prefix, SOURCES);
  }

  /**
   * From each source's first failure until the channel had taken its notice, the shortest first.
   */
  private static List<Duration> waits(Storm storm, String channel, String prefix) {
    Map<String, Instant> first = storm.firstFailures();
    await()
        .atMost(Suite.PATIENCE)
        .until(() -> delivered(channel, prefix).keySet().containsAll(first.keySet()));
    Map<String, List<JsonNode>> delivered = delivered(channel, prefix);
    assertThat(delivered).as(channel).hasSize(SOURCES);
    return delivered.entrySet().stream()
        .map(
            each -> {
              assertThat(each.getValue()).as(each.getKey() + " on " + channel).hasSize(1);
              Instant at = Instant.parse(each.getValue().getFirst().get("deliveredAt").asText());
              return Duration.between(first.get(each.getKey()), at);
            })
        .sorted()
        .toList();
  }

  /** What the channel took, by source. */
  private static Map<String, List<JsonNode>> delivered(String channel, String prefix) {
    Map<String, Map<String, JsonNode>> found = new HashMap<>();
    suite
        .events()
        .of("notice.delivered", "\"" + channel + "\"", "\"" + prefix)
        .forEach(
            kafka -> {
              JsonNode told = json(Events.text(kafka));
              found
                  .computeIfAbsent(told.get("sourceId").asText(), source -> new HashMap<>())
                  .put(told.get("deliveryId").asText() + told.get("incidentId").asText(), told);
            });
    Map<String, List<JsonNode>> lists = new HashMap<>();
    found.forEach((source, each) -> lists.put(source, new ArrayList<>(each.values())));
    return lists;
  }

  /** Ids of what the live webhook was told of each source; the same one may come again. */
  private static Map<String, List<String>> heard(String prefix) {
    Map<String, List<String>> found = new HashMap<>();
    hook.received().stream()
        .filter(each -> json(each.body()).get("subject").asText().startsWith(prefix))
        .forEach(
            each -> {
              List<String> ids =
                  found.computeIfAbsent(
                      json(each.body()).get("subject").asText(), source -> new ArrayList<>());
              String id = each.header("webhook-id").orElseThrow();
              if (!ids.contains(id)) {
                ids.add(id);
              }
            });
    return found;
  }

  private static void assertOnce(String prefix) {
    Map<String, List<String>> heard = heard(prefix);
    assertThat(heard).hasSize(SOURCES);
    assertThat(heard.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
  }

  /** No failure was lost on its way to the incident. */
  private static void assertCounted(String prefix) {
    for (int i = 1; i <= SOURCES; i++) {
      String path = "/incidents?source=" + prefix + i;
      await()
          .atMost(Suite.PATIENCE)
          .until(
              () ->
                  suite.get(SuiteService.NOTIFIER, path).at("/0/occurrences").asLong()
                      == FAILURES_A_MINUTE / 2 / SOURCES);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
