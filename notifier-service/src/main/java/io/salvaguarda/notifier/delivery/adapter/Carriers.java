package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.jboss.logging.Logger;

/** Hands a delivery to the carrier of its channel's sort. */
@ApplicationScoped
class Carriers {

  private static final Logger LOG = Logger.getLogger(Carriers.class);

  private final List<Carrier<?>> carriers;
  private final SuiteConfig config;

  Carriers(@Any Instance<Carrier<?>> carriers, SuiteConfig config) {
    this.carriers = carriers.stream().<Carrier<?>>map(c -> c).toList();
    this.config = config;
  }

  /** Never throws: a surprise is a failed attempt. */
  SendOutcome send(Delivery delivery) {
    Channel channel = config.channels().get(delivery.channel());
    if (channel == null) {
      return new SendOutcome.Refused("salvaguarda.yaml no longer has this channel");
    }
    try {
      return carriers.stream()
          .filter(carrier -> carrier.channelType().isInstance(channel))
          .findFirst()
          .map(carrier -> sendBy(carrier, delivery, channel))
          .orElseThrow();
    } catch (RuntimeException surprise) {
      LOG.errorf(surprise, "event=delivery.surprise delivery=%s", delivery.id());
      return new SendOutcome.Failed("unexpected " + surprise.getClass().getSimpleName());
    }
  }

  private static <C extends Channel> SendOutcome sendBy(
      Carrier<C> carrier, Delivery delivery, Channel channel) {
    return carrier.send(delivery, carrier.channelType().cast(channel));
  }
}
