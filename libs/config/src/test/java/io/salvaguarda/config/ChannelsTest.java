package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels of every type, in the place of the complete configuration's mail channel. */
class ChannelsTest {
  private static final String MAIL =
      "type: mail\n    to: [dba@example.org, \"on-call@example.org\"]";

  @TempDir Path temp;
  private ConfigFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ConfigFolder(temp);
    folder.write("slack", "https://hooks.slack.com/services/T0/B0/hunter2hunter2\n");
    folder.environment.put("BOT", "123456789:AAhunter2_hunter2-hunter2hunter2");
  }

  private static String with(String channel) {
    assertThat(ConfigFolder.complete()).contains(MAIL);
    return ConfigFolder.complete().replace("\n    " + MAIL, " { " + channel + " }");
  }

  private <C extends Channel> C read(Class<C> type, String channel) {
    return type.cast(folder.loaded(with(channel)).channels().get("dba-mail"));
  }

  private static Optional<RateLimit> limit(int times, Duration per) {
    return Optional.of(new RateLimit(times, per));
  }

  @Test
  void aSlackChannelIsASecretUrl() {
    SlackChannel slack = read(SlackChannel.class, "type: slack, url: \"file:slack\"");

    assertThat(slack.url().reveal()).startsWith("https://hooks.slack.com/services/");
    assertThat(slack.type()).isEqualTo("slack");
    assertThat(slack.limit()).isEqualTo(limit(60, Duration.ofMinutes(1)));
    assertThat(slack.toString()).doesNotContain("hunter2");
    assertThat(slack.hidden())
        .extracting(Secret::reveal)
        .contains("/services/T0/B0/hunter2hunter2", "hunter2hunter2");
  }

  @Test
  void aTeamsChannelHidesTheSignatureInItsUrl() {
    TeamsChannel teams =
        read(
            TeamsChannel.class,
            "type: msteams, url: \"https://prod.example.org/workflows/1/run?sp=x&sig=hunter2hunter2\"");

    assertThat(teams.limit()).isEqualTo(limit(25, Duration.ofMinutes(5)));
    assertThat(teams.hidden()).extracting(Secret::reveal).contains("hunter2hunter2");
  }

  @Test
  void aDiscordChannelMayHaveALimitOfItsOwn() {
    String discord = "type: discord, url: \"https://discord.com/api/webhooks/1/x\"";

    assertThat(read(DiscordChannel.class, discord).limit())
        .isEqualTo(limit(30, Duration.ofMinutes(1)));
    assertThat(read(DiscordChannel.class, discord + ", limit: 5/2s").limit())
        .isEqualTo(limit(5, Duration.ofSeconds(2)));
  }

  @Test
  void aTelegramChannelIsABotAndAChat() {
    TelegramChannel telegram =
        read(TelegramChannel.class, "type: telegram, token: \"${BOT}\", chat: \"-1001234567890\"");

    assertThat(telegram.url()).isEqualTo(URI.create("https://api.telegram.org"));
    assertThat(telegram.chat()).isEqualTo("-1001234567890");
    assertThat(telegram.topic()).isEmpty();
    assertThat(telegram.toString()).doesNotContain("hunter2");
    assertThat(
            read(
                    TelegramChannel.class,
                    "type: telegram, token: \"${BOT}\", chat: \"@ops_room\", topic: 7,"
                        + " url: \"https://telegram-proxy.example.org/api\"")
                .topic())
        .contains(7);
  }

  @Test
  void aPagerDutyChannelIsARoutingKey() {
    PagerDutyChannel pager =
        read(
            PagerDutyChannel.class,
            "type: pagerduty, routingKey: \"hunter2hunter2hunter2hunter2hunt\"");

    assertThat(pager.url()).isEqualTo(URI.create("https://events.pagerduty.com"));
    assertThat(pager.limit()).isEqualTo(limit(120, Duration.ofMinutes(1)));
    assertThat(pager.toString()).doesNotContain("hunter2");
  }

  @Test
  void aWebhookMayHaveSeveralSecretsWhileTheyChange() {
    String one = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    String other = "whsec_MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    String webhook = "type: webhook, url: \"https://hooks.example.org/x\", ";

    WebhookChannel channel =
        read(WebhookChannel.class, webhook + "secrets: [\"" + one + "\", \"" + other + "\"]");

    assertThat(channel.secrets()).isEqualTo(List.of(Secret.of(one), Secret.of(other)));
    assertThat(channel.limit()).isEmpty();
    assertThat(
            folder.mistakes(
                with(webhook + "secret: \"" + one + "\", secrets: [\"" + other + "\"]")))
        .singleElement()
        .asString()
        .contains("secrets: stands beside secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "type: slack | \"url\" is missing. Add: url: \"file:/run/secrets/slack\"",
        "type: slack, url: \"http://hooks.slack.com/hunter2\" | is not an https URL",
        "type: slack, url: \"https://10.0.0.1/hunter2\" | special address",
        "type: discord, url: \"hunter2\" | is not an http or https URL",
        "type: msteams, url: \"https://x.example.org/\", card: 1 | is not a known key",
        "type: telegram, token: \"hunter2\", chat: \"-1\" | is not the token of a Telegram bot",
        "type: telegram, token: \"${BOT}\", chat: \"ops room\" | is not a Telegram chat",
        "type: telegram, token: \"${BOT}\", chat: \"-1\", topic: 0 | is outside 1-",
        "type: telegram, token: \"${BOT}\" | \"chat\" is missing",
        "type: pagerduty, routingKey: hunter2 | is not a PagerDuty routing key",
        "type: pagerduty | \"routingKey\" is missing",
        "type: telegram, token: \"${BOT}\", chat: \"-1\", url: \"https://x.example.org/?hunter2\" | is more than where an API begins",
        "type: mail, to: [a@example.org], limit: often | is not a rate. Write it as \"30/min\"",
        "type: mail, to: [a@example.org], limit: 0/min | would never let anything through",
        "type: mail, to: [\"a@example.org\\r\\nBcc: thief@example.org\"] | is not a mail address",
        "type: mail, to: [\"a@example.org\\u0000\"] | is not a mail address"
      })
  void aMistakeSaysWhatWouldBeRightAndShowsNoSecret(String channel, String expected) {
    assertThat(folder.mistakes(with(channel)))
        .singleElement()
        .asString()
        .contains(expected)
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "30/min, PT1M, 30/min",
    "1/s, PT1S, 1/s",
    "25/5min, PT5M, 25/5min",
    "9/1h, PT1H, 9/h"
  })
  void aLimitIsReadAsPeopleWriteIt(String text, Duration per, String shown) throws Refused {
    assertThat(RateLimit.parse(text).per()).isEqualTo(per);
    assertThat(RateLimit.parse(text)).hasToString(shown);
  }
}
