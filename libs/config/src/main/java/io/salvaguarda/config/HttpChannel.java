package io.salvaguarda.config;

import java.util.List;

/** A channel that is written to by HTTP. */
public sealed interface HttpChannel extends Channel
    permits WebhookChannel,
        SlackChannel,
        TeamsChannel,
        DiscordChannel,
        TelegramChannel,
        PagerDutyChannel {
  /**
   * Loopback, private and other special addresses are refused at connect except in these networks.
   */
  List<Network> allowedNetworks();

  /** What of its settings must not be shown, wherever it might come back from. */
  List<Secret> hidden();
}
