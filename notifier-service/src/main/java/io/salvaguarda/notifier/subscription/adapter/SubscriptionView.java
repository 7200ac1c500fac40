package io.salvaguarda.notifier.subscription.adapter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salvaguarda.config.Glob;
import io.salvaguarda.notifier.delivery.adapter.DeliveryCounts;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import io.salvaguarda.notifier.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A subscription as REST shows it.
 *
 * @param place scheme, host and port of its URL: the rest may be secret
 * @param secret only in the answer that made it
 * @param channel what deliveries to it are listed and replayed by
 * @param endedAt when it was ended because its receiver is gone or took nothing; null while it goes
 *     on
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SubscriptionView(
    UUID subscriptionId,
    List<String> types,
    List<String> sources,
    String place,
    @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
    String channel,
    String createdBy,
    Instant createdAt,
    long pending,
    long dead,
    Instant endedAt,
    String endedWhy) {

  static SubscriptionView of(Subscription subscription, DeliveryCounts counts) {
    return new SubscriptionView(
        subscription.id(),
        subscription.types().stream().map(Glob::pattern).toList(),
        subscription.sources().stream().map(Glob::pattern).toList(),
        subscription.place(),
        null,
        SubscriberChannel.of(subscription.id()),
        subscription.createdBy(),
        subscription.createdAt(),
        counts.pending(),
        counts.dead(),
        counts.goneAt(),
        counts.goneWhy());
  }

  SubscriptionView with(String madeSecret) {
    return new SubscriptionView(
        subscriptionId,
        types,
        sources,
        place,
        madeSecret,
        channel,
        createdBy,
        createdAt,
        pending,
        dead,
        endedAt,
        endedWhy);
  }
}
