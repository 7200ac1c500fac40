package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.DiscordChannel;
import io.salvaguarda.config.Grouping;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.PagerDutyChannel;
import io.salvaguarda.config.SlackChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.TeamsChannel;
import io.salvaguarda.config.TelegramChannel;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Who reads what: people, for whom notices are gathered, and programs, which go by incident. */
@ApplicationScoped
class Audience {
  private final SuiteConfig config;
  private final TellingSettings settings;
  private final Router router;

  Audience(SuiteConfig config, TellingSettings settings) {
    this.config = config;
    this.settings = settings;
    this.router = new Router(config);
  }

  Grouping groupingOf(String team) {
    return router
        .team(team)
        .grouping()
        .orElseGet(() -> new Grouping(settings.groupWait(), settings.groupInterval()));
  }

  /** Whether notices to the team wait for others to go with. */
  boolean gathers(String team) {
    return !groupingOf(team).firstWait().isZero();
  }

  /** Of these channels those that people read. */
  List<String> people(Collection<String> channels) {
    return channels.stream().filter(this::isRead).toList();
  }

  /** The channels that people of a team read, of those that were told. */
  List<String> people(String team, Collection<DeliveryQueue.Told> told) {
    return told.stream()
        .filter(each -> each.team().equals(team))
        .map(DeliveryQueue.Told::channel)
        .filter(this::isRead)
        .toList();
  }

  /** Of these channels those that programs read. */
  List<String> programs(Collection<String> channels) {
    return channels.stream().filter(this::isProcessed).toList();
  }

  boolean isProcessed(String channel) {
    return config.channels().containsKey(channel) && !isRead(channel);
  }

  private boolean isRead(String channel) {
    Channel known = config.channels().get(channel);
    return switch (known) {
      case null -> false;
      case MailChannel mail -> true;
      case SlackChannel slack -> true;
      case TeamsChannel teams -> true;
      case DiscordChannel discord -> true;
      case TelegramChannel telegram -> true;
      case PagerDutyChannel pager -> false;
      case WebhookChannel webhook -> false;
    };
  }
}
