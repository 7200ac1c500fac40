package io.salvaguarda.notifier.subscription;

import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Network;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A system that wants events.
 *
 * @param types patterns for the event types that it wants
 * @param sources patterns for the sources that it wants them of
 * @param url may itself be secret: never show it in full
 * @param secret what its webhooks are signed with
 */
public record Subscription(
    UUID id,
    List<Glob> types,
    List<Glob> sources,
    URI url,
    Secret secret,
    String createdBy,
    Instant createdAt) {

  public Subscription {
    types = List.copyOf(types);
    sources = List.copyOf(sources);
  }

  /** Whether it gets this event. */
  public boolean wants(EventEnvelope<?> event) {
    return types.stream().anyMatch(type -> type.matches(event.type()))
        && sources.stream().anyMatch(source -> source.matches(event.subject()));
  }

  /**
   * How it is reached.
   *
   * @param networks special addresses that subscriptions may be at
   */
  public WebhookChannel reachedBy(List<Network> networks) {
    return new WebhookChannel(
        SubscriberChannel.of(id), url, List.of(secret), networks, Optional.empty());
  }

  /** Where it is, without what may be secret. */
  public String place() {
    return url.getScheme() + "://" + url.getAuthority();
  }

  @Override
  public String toString() {
    return "Subscription[" + id + ", " + place() + "]";
  }
}
