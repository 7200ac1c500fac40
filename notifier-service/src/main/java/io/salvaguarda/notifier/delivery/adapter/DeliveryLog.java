package io.salvaguarda.notifier.delivery.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.letter.Letters;
import io.salvaguarda.notifier.rest.Query;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads deliveries for people: with the words that were sent. */
@ApplicationScoped
class DeliveryLog {

  private static final String NEWEST_FIRST =
      """
      from DeliveryRow
      where (:anyIncident = true or incidentId = :incident
             or threadId = (select f.threadId from FollowedIncident f where f.id = :incident))
        and (:anyState = true or state = :state)
        and (:source = '' or sourceId = :source)
        and (:channel = '' or channel = :channel)
        and (:team = '' or team = :team)
      order by seq desc
      """;
  private static final UUID NO_ID = new UUID(0, 0);

  private final NoticeJson json;
  private final Letters letters;

  DeliveryLog(NoticeJson json, SuiteConfig config) {
    this.json = json;
    this.letters = new Letters(config);
  }

  /** Which to show; null texts do not restrict. */
  record Filter(
      Optional<UUID> incident,
      Optional<DeliveryState> state,
      String source,
      String channel,
      String team,
      int most) {

    static Filter read(
        String incident, String state, String source, String channel, String team, String limit) {
      return new Filter(
          Query.uuid("incident", incident),
          Query.oneOf("state", state, DeliveryState.class),
          source == null ? "" : source,
          channel == null ? "" : channel,
          team == null ? "" : team,
          Query.limit(limit, 100));
    }
  }

  /** The newest first. */
  Uni<List<DeliveryView>> list(Mutiny.Session session, Filter filter) {
    return session
        .createSelectionQuery(NEWEST_FIRST, DeliveryRow.class)
        .setParameter("anyIncident", filter.incident().isEmpty())
        .setParameter("incident", filter.incident().orElse(NO_ID))
        .setParameter("anyState", filter.state().isEmpty())
        .setParameter("state", filter.state().orElse(DeliveryState.PENDING))
        .setParameter("source", filter.source())
        .setParameter("channel", filter.channel())
        .setParameter("team", filter.team())
        .setMaxResults(filter.most())
        .getResultList()
        .map(found -> found.stream().map(this::view).toList());
  }

  /** In the order in which they were queued. */
  Uni<List<DeliveryView>> list(Mutiny.Session session, List<UUID> ids) {
    return session
        .createSelectionQuery("from DeliveryRow where id in :ids order by seq", DeliveryRow.class)
        .setParameter("ids", ids)
        .getResultList()
        .map(found -> found.stream().map(this::view).toList());
  }

  /** Fails with 404 when there is none. */
  Uni<DeliveryView> find(Mutiny.Session session, UUID id) {
    return session
        .find(DeliveryRow.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no delivery " + id))
        .map(this::view);
  }

  private DeliveryView view(DeliveryRow row) {
    return DeliveryView.of(row, letters.of(json.readNotice(row.notice)).subject());
  }
}
