package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
      insert into delivery (id, incident_id, thread_id, source_id, team, channel, channel_type, notice_type,
                            of_incident, notice, max_attempts, failed_at)
      values (:id, cast(nullif(:incident, '') as uuid), :thread, :source, :team, :channel, :channelType, :noticeType, :ofIncident,
              :notice, :maxAttempts, :failedAt)
      """;

  private static final String TOLD =
      """
      select distinct team, channel from delivery
      where (incident_id = :incident or thread_id = :thread) and of_incident
      order by team, channel
      """;

  /** A channel that was told, and for whom. */
  public record Told(String team, String channel) {}

  private final SuiteConfig config;
  private final DeliverySettings settings;
  private final DeliverySignal signal;
  private final ChannelStates states;
  private final NoticeJson json;
  private final Instance instance;

  DeliveryQueue(
      SuiteConfig config,
      DeliverySettings settings,
      DeliverySignal signal,
      ChannelStates states,
      NoticeJson json,
      Instance instance) {
    this.config = config;
    this.settings = settings;
    this.signal = signal;
    this.states = states;
    this.json = json;
    this.instance = instance;
  }

  /** One delivery for each of the channels; names that the configuration does not hold are left. */
  public Uni<Void> put(Mutiny.Session session, Notice notice, Collection<String> channels) {
    return add(session, notice, channels).replaceWithVoid();
  }

  /** The same; answers the ids of the deliveries. */
  Uni<List<UUID>> add(Mutiny.Session session, Notice notice, Collection<String> channels) {
    String text = json.write(notice);
    List<UUID> ids = new ArrayList<>();
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Channel channel :
        channels.stream().map(config.channels()::get).filter(Objects::nonNull).toList()) {
      UUID id = instance.newId();
      ids.add(id);
      all = all.chain(() -> putOne(session, id, notice, text, channel));
    }
    return all.invoke(signal::raise).replaceWith(ids);
  }

  /** One for a channel that the configuration does not hold; nothing when it is gone. */
  public Uni<Void> putUnlessGone(Mutiny.Session session, Notice notice, Channel channel) {
    return states
        .goneWhy(session, channel.name())
        .chain(
            gone ->
                gone.isPresent()
                    ? Uni.createFrom().voidItem()
                    : putOne(session, instance.newId(), notice, json.write(notice), channel))
        .invoke(signal::raise);
  }

  /** Who was told of this incident, or of others together with it. */
  public Uni<List<Told>> told(Mutiny.Session session, UUID incidentId, UUID thread) {
    return session
        .createNativeQuery(TOLD, Object[].class)
        .setParameter("incident", incidentId)
        .setParameter("thread", thread)
        .getResultList()
        .map(rows -> rows.stream().map(row -> new Told((String) row[0], (String) row[1])).toList());
  }

  private Uni<Void> putOne(
      Mutiny.Session session, UUID id, Notice notice, String text, Channel channel) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("id", id)
        .setParameter("incident", notice.incident().map(UUID::toString).orElse(""))
        .setParameter("thread", notice.thread())
        .setParameter("source", notice.sourceId())
        .setParameter("team", notice.team())
        .setParameter("channel", channel.name())
        .setParameter("channelType", channel.type())
        .setParameter("noticeType", notice.sort().name())
        .setParameter("ofIncident", isOfIncident(notice))
        .setParameter("notice", text)
        .setParameter("maxAttempts", notice instanceof Notice.Trial ? 1 : settings.attempts())
        .setParameter("failedAt", notice.happenedAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** One about a channel says nothing of the incident's course. */
  private static boolean isOfIncident(Notice notice) {
    return notice.incident().isPresent() && !(notice instanceof Notice.Undelivered);
  }
}
