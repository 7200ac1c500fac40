package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.kit.Instance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statements that claim a delivery and end an attempt. Those that end one are fenced by owner
 * and attempt, and every time is the database's.
 */
@ApplicationScoped
class DeliveryRows {

  /**
   * In order per thread and channel: nobody hears that a problem is over before it began. Returns
   * the entity's columns and no others, which Hibernate Reactive would stumble over.
   */
  private static final String CLAIM =
      """
      update delivery
      set owner = :owner, attempts = attempts + 1,
          lease_until = clock_timestamp() + make_interval(secs => :lease)
      where id = (select d.id from delivery d
                  where d.state = 'PENDING' and d.next_attempt_at <= clock_timestamp()
                    and (d.lease_until is null or d.lease_until < clock_timestamp())
                    and d.channel <> all (string_to_array(:busy, ','))
                    and not exists (select 1 from channel_state c
                                    where c.channel = d.channel
                                      and c.full_until > clock_timestamp())
                    and not exists (select 1 from delivery e
                                    where e.thread_id = d.thread_id and e.channel = d.channel
                                      and e.state = 'PENDING' and e.seq < d.seq)
                  order by d.next_attempt_at, d.seq
                  limit 1
                  for update of d skip locked)
      returning id, incident_id, thread_id, source_id, team, channel, channel_type, notice_type, notice, state,
                attempts, max_attempts, next_attempt_at, last_error, failed_at, created_at, seq,
                delivered_at, taken_by
      """;

  private static final String MINE =
      " where id = :id and owner = :owner and attempts = :attempt and state = 'PENDING'";

  private static final String DELIVERED =
      """
      update delivery
      set state = 'DELIVERED', delivered_at = clock_timestamp(), lease_until = null,
          last_error = null, taken_by = :takenBy
      """
          + MINE
          + " returning delivered_at";

  private static final String AGAIN =
      """
      update delivery
      set next_attempt_at = clock_timestamp() + make_interval(secs => :wait), lease_until = null,
          owner = null, last_error = :error
      """
          + MINE;

  private static final String DEAD =
      """
      update delivery
      set state = 'DEAD', dead_at = clock_timestamp(), lease_until = null, last_error = :error
      """
          + MINE
          + " returning dead_at";

  private static final String REVIVE =
      """
      update delivery
      set state = 'PENDING', next_attempt_at = clock_timestamp(), owner = null, dead_at = null,
          lease_until = null, max_attempts = attempts + :more
      where state = 'DEAD' and notice_type <> 'TEST'
      """;

  private static final String REVIVE_ONE = REVIVE + " and id = :id";
  private static final String REVIVE_ALL = REVIVE + " and channel = :channel";

  private final Instance instance;
  private final DeliverySettings settings;

  DeliveryRows(Instance instance, DeliverySettings settings) {
    this.instance = instance;
    this.settings = settings;
  }

  /** Null when nothing is due. */
  Uni<DeliveryRow> claim(Mutiny.Session session, Collection<String> busyChannels) {
    return session
        .createNativeQuery(CLAIM, DeliveryRow.class)
        .setParameter("owner", instance.name())
        .setParameter("lease", seconds(settings.lease()))
        .setParameter("busy", String.join(",", busyChannels))
        .getSingleResultOrNull();
  }

  /** When it was delivered; null when the claim is no longer ours. */
  Uni<Instant> delivered(Mutiny.Session session, UUID id, int attempt, String takenBy) {
    return mine(session.createNativeQuery(DELIVERED, Instant.class), id, attempt)
        .setParameter("takenBy", takenBy)
        .getSingleResultOrNull();
  }

  /** When it was given up; null when the claim is no longer ours. */
  Uni<Instant> dead(Mutiny.Session session, UUID id, int attempt, String error) {
    return mine(session.createNativeQuery(DEAD, Instant.class), id, attempt)
        .setParameter("error", error)
        .getSingleResultOrNull();
  }

  /** False when the claim is no longer ours. */
  Uni<Boolean> again(Mutiny.Session session, UUID id, int attempt, String error, Duration wait) {
    return session
        .createNativeQuery(AGAIN)
        .setParameter("id", id)
        .setParameter("owner", instance.name())
        .setParameter("attempt", attempt)
        .setParameter("error", error)
        .setParameter("wait", seconds(wait))
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** Another round of attempts for every dead delivery of a channel but tests; how many. */
  Uni<Integer> reviveAll(Mutiny.Session session, String channel) {
    return session
        .createNativeQuery(REVIVE_ALL)
        .setParameter("channel", channel)
        .setParameter("more", settings.attempts())
        .executeUpdate();
  }

  /** Another round of attempts for a dead delivery; false when it is not dead, or a test. */
  Uni<Boolean> revive(Mutiny.Session session, UUID id) {
    return session
        .createNativeQuery(REVIVE_ONE)
        .setParameter("id", id)
        .setParameter("more", settings.attempts())
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  private <T> Mutiny.SelectionQuery<T> mine(Mutiny.SelectionQuery<T> query, UUID id, int attempt) {
    return query
        .setParameter("id", id)
        .setParameter("owner", instance.name())
        .setParameter("attempt", attempt);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
