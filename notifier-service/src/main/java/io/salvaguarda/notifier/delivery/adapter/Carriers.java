package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.ChannelBook;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Hands a delivery to the carrier of its channel's sort. */
@ApplicationScoped
class Carriers {

  private static final Logger LOG = Logger.getLogger(Carriers.class);

  private final List<Carrier<?>> carriers;
  private final List<ChannelBook> books;
  private final SuiteConfig config;

  Carriers(
      @Any Instance<Carrier<?>> carriers, @Any Instance<ChannelBook> books, SuiteConfig config) {
    this.carriers = carriers.stream().<Carrier<?>>map(c -> c).toList();
    this.books = books.stream().<ChannelBook>map(b -> b).toList();
    this.config = config;
  }

  /** Never throws: a surprise is a failed attempt. */
  SendOutcome send(Delivery delivery) {
    try {
      Optional<Channel> channel = find(delivery.channel());
      return channel.isEmpty()
          ? new SendOutcome.Refused("this channel is configured no longer")
          : send(delivery, channel.get());
    } catch (RuntimeException surprise) {
      LOG.errorf(surprise, "event=delivery.surprise delivery=%s", delivery.id());
      return new SendOutcome.Failed("unexpected " + surprise.getClass().getSimpleName());
    }
  }

  private Optional<Channel> find(String name) {
    return Optional.ofNullable(config.channels().get(name))
        .or(() -> books.stream().flatMap(book -> book.find(name).stream()).findFirst());
  }

  private SendOutcome send(Delivery delivery, Channel channel) {
    return carriers.stream()
        .filter(carrier -> carrier.channelType().isInstance(channel))
        .findFirst()
        .map(carrier -> sendBy(carrier, delivery, channel))
        .orElseThrow();
  }

  private static <C extends Channel> SendOutcome sendBy(
      Carrier<C> carrier, Delivery delivery, Channel channel) {
    return carrier.send(delivery, carrier.channelType().cast(channel));
  }
}
