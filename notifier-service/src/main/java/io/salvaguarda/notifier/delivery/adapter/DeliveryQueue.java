package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WebhookChannel;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where notices are put for their channels, in the caller's transaction. */
@ApplicationScoped
public class DeliveryQueue {

  private static final String INSERT =
      """
      insert into delivery (id, incident_id, source_id, team, channel, channel_type, notice_type,
                            of_incident, notice, max_attempts, failed_at)
      values (:id, :incident, :source, :team, :channel, :channelType, :noticeType, :ofIncident,
              :notice, :maxAttempts, :failedAt)
      """;

  private static final String TOLD =
      "select distinct channel from delivery where incident_id = :incident and of_incident"
          + " order by channel";

  private final SuiteConfig config;
  private final DeliverySettings settings;
  private final DeliverySignal signal;
  private final NoticeJson json;
  private final Instance instance;

  DeliveryQueue(
      SuiteConfig config,
      DeliverySettings settings,
      DeliverySignal signal,
      NoticeJson json,
      Instance instance) {
    this.config = config;
    this.settings = settings;
    this.signal = signal;
    this.json = json;
    this.instance = instance;
  }

  /** One delivery for each of the channels; names that the configuration does not hold are left. */
  public Uni<Void> put(Mutiny.Session session, Notice notice, Collection<String> channels) {
    String text = json.write(notice);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Channel channel :
        channels.stream().map(config.channels()::get).filter(Objects::nonNull).toList()) {
      all = all.chain(() -> putOne(session, notice, text, channel));
    }
    return all.invoke(signal::raise);
  }

  /** The channels that were told of this incident. */
  public Uni<List<String>> told(Mutiny.Session session, UUID incidentId) {
    return session
        .createNativeQuery(TOLD, String.class)
        .setParameter("incident", incidentId)
        .getResultList();
  }

  private Uni<Void> putOne(Mutiny.Session session, Notice notice, String text, Channel channel) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", instance.newId())
        .setParameter("incident", notice.incidentId())
        .setParameter("source", notice.sourceId())
        .setParameter("team", notice.team())
        .setParameter("channel", channel.name())
        .setParameter("channelType", typeOf(channel))
        .setParameter("noticeType", notice.type().name())
        .setParameter("ofIncident", !(notice instanceof Notice.Undelivered))
        .setParameter("notice", text)
        .setParameter("maxAttempts", settings.attempts())
        .setParameter("failedAt", notice.happenedAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static String typeOf(Channel channel) {
    return switch (channel) {
      case MailChannel mail -> "mail";
      case WebhookChannel webhook -> "webhook";
    };
  }
}
