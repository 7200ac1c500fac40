package io.salvaguarda.notifier.channels;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.salvaguarda.config.Channel;
import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.discord.DiscordCarrier;
import io.salvaguarda.notifier.http.OutgoingHttp;
import io.salvaguarda.notifier.http.OutgoingSettings;
import io.salvaguarda.notifier.msteams.TeamsCarrier;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.pagerduty.PagerDutyCarrier;
import io.salvaguarda.notifier.slack.SlackCarrier;
import io.salvaguarda.notifier.telegram.TelegramCarrier;
import io.salvaguarda.notifier.webhook.WebhookCarrier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One channel of each sort that is reached by HTTP, all of them at one server. */
final class HttpChannels {

  static final Duration DEADLINE = Duration.ofSeconds(2);

  /** Parts of the settings below that nothing may show. */
  static final List<String> SECRETS =
      List.of(
          "hook-secret-path",
          "slack-secret-path",
          "teams-secret-path",
          "sig-secret-query",
          "discord-secret-path",
          "TELEGRAMSECRETTOKEN",
          "PAGERDUTYSECRETKEY00000000000000",
          "c2FsdmFndWFyZGEtdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXM");

  private static final String YAML =
      """
      version: 1
      repositories:
        main: { type: directory, path: /nonexistent, passphrase: "correct horse battery staple" }
      sources:
        dba-shop: { type: postgresql, host: db.example.org, database: shop, user: backup, password: secret, repository: main, team: dba }
        plantao-shop: { type: postgresql, host: db.example.org, database: shop, user: backup, password: secret, repository: main, team: plantao }
      teams:
        dba: { language: en, channels: [webhook] }
        plantao: { language: pt-BR, channels: [webhook] }
      channels:
        webhook: { type: webhook, url: "@URL@/hook-secret-path", secret: "whsec_c2FsdmFndWFyZGEtdGVzdC1zZWNyZXQtb2YtMzItYnl0ZXM=", @NETS@ }
        slack: { type: slack, url: "@URL@/services/slack-secret-path", @NETS@ }
        msteams: { type: msteams, url: "@URL@/workflows/teams-secret-path?sig=sig-secret-query", @NETS@ }
        discord: { type: discord, url: "@URL@/api/webhooks/1/discord-secret-path", @NETS@ }
        telegram: { type: telegram, url: "@URL@", token: "1234567:TELEGRAMSECRETTOKEN00000", chat: "-1001234567890", topic: 7, @NETS@ }
        pagerduty: { type: pagerduty, url: "@URL@/", routingKey: "PAGERDUTYSECRETKEY00000000000000", @NETS@ }
      defaultTeam: dba
      """;

  private final SuiteConfig config;
  private final List<Carrier<?>> carriers;

  /**
   * @param host and port of the server
   * @param network that may be connected to
   */
  HttpChannels(Path folder, String host, String network) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("salvaguarda.yaml"),
            YAML.replace("@URL@", "http://" + host)
                .replace("@NETS@", "allowedNetworks: [\"" + network + "\"]"));
    config =
        switch (ConfigLoader.load(file, Map.of())) {
          case LoadResult.Loaded loaded -> loaded.config();
          case LoadResult.Broken broken -> throw new AssertionError(broken.mistakes());
        };
    OutgoingHttp http = new OutgoingHttp(new Impatient());
    ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
    carriers =
        List.of(
            new WebhookCarrier(http, config, mapper),
            new SlackCarrier(http, config, mapper),
            new TeamsCarrier(http, config, mapper),
            new DiscordCarrier(http, config, mapper),
            new TelegramCarrier(http, config, mapper),
            new PagerDutyCarrier(http, config, mapper));
  }

  SendOutcome send(Notice notice, String name) {
    Channel channel = config.channels().get(name);
    return carriers.stream()
        .filter(carrier -> carrier.channelType().isInstance(channel))
        .map(carrier -> send(carrier, Notices.delivery(notice, name), channel))
        .findFirst()
        .orElseThrow();
  }

  private static <C extends Channel> SendOutcome send(
      Carrier<C> carrier, Delivery delivery, Channel channel) {
    return carrier.send(delivery, carrier.channelType().cast(channel));
  }

  private record Impatient() implements OutgoingSettings {
    @Override
    public Duration patience() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration deadline() {
      return DEADLINE;
    }

    @Override
    public Optional<Path> caCertificate() {
      return Optional.empty();
    }
  }
}
