package io.salvaguarda.kit.jobs;

import io.salvaguarda.kit.Instance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The statements that claim, keep, give back and end a job. Every one that changes a running job is
 * fenced by owner and attempt, and every time is the database's.
 */
@ApplicationScoped
class JobLeases {

  private static final String CLAIM =
      """
      update job
      set state = 'RUNNING', owner = :owner, attempt = attempt + 1,
          lease_until = clock_timestamp() + make_interval(secs => :lease),
          started_at = coalesce(started_at, clock_timestamp())
      where id = (select id from job
                  where state = 'QUEUED' and run_after <= clock_timestamp() and cancel_by is null
                    and deadline_at > clock_timestamp()
                    and (:late or kind <> all (string_to_array(:background, ',')))
                  order by kind = any (string_to_array(:background, ',')), run_after, id
                  limit 1
                  for update skip locked)
      returning *
      """;

  private static final String BEAT =
      """
      update job
      set lease_until = clock_timestamp() + make_interval(secs => :lease),
          progress = coalesce(nullif(:progress, ''), progress)
      where id = :id and owner = :owner and attempt = :attempt and state = 'RUNNING'
      returning case when cancel_by is not null then 'CANCELLED'
                     when deadline_at <= clock_timestamp() then 'DEADLINE'
                     else 'ALIVE' end
      """;

  private static final String END =
      """
      update job
      set state = :state, finished_at = clock_timestamp(), lease_until = null,
          progress = coalesce(nullif(:progress, ''), progress),
          result = nullif(:result, ''), failure = nullif(:failure, '')
      where id = :id and owner = :owner and attempt = :attempt and state = 'RUNNING'
      """;

  private static final String REQUEUE =
      """
      update job
      set state = 'QUEUED', owner = null, lease_until = null,
          run_after = clock_timestamp() + make_interval(secs => :wait),
          max_attempts = max_attempts + :moreAttempts, failure = nullif(:failure, '')
      where id = :id and owner = :owner and attempt = :attempt and state = 'RUNNING'
      """;

  private static final String DOOMED =
      """
      select * from job
      where (state = 'RUNNING' and lease_until < clock_timestamp())
         or (state = 'QUEUED' and (cancel_by is not null or deadline_at <= clock_timestamp()))
      order by id
      limit 1
      for update skip locked
      """;

  private static final String END_DOOMED =
      """
      update job
      set state = :state, finished_at = clock_timestamp(), lease_until = null,
          failure = nullif(:failure, '')
      where id = :id and attempt = :attempt
      """;

  private static final String REQUEUE_DOOMED =
      """
      update job
      set state = 'QUEUED', owner = null, lease_until = null, failure = nullif(:failure, ''),
          run_after = clock_timestamp() + make_interval(secs => :wait)
      where id = :id and attempt = :attempt
      """;

  private final Instance instance;
  private final JobSettings settings;

  JobLeases(Instance instance, JobSettings settings) {
    this.instance = instance;
    this.settings = settings;
  }

  /**
   * Null when there is nothing to do.
   *
   * @param background kinds that come after all others
   * @param late whether they may come now
   */
  Uni<Job> claim(Mutiny.Session session, Set<String> background, boolean late) {
    return session
        .createNativeQuery(CLAIM, Job.class)
        .setParameter("owner", instance.name())
        .setParameter("lease", JobStore.seconds(settings.lease()))
        .setParameter("background", String.join(",", background))
        .setParameter("late", late)
        .getSingleResultOrNull();
  }

  /** {@code ALIVE}, {@code CANCELLED} or {@code DEADLINE}; null when the lease is another's. */
  Uni<String> beat(Mutiny.Session session, Job job, String progress) {
    return session
        .createNativeQuery(BEAT, String.class)
        .setParameter("lease", JobStore.seconds(settings.lease()))
        .setParameter("progress", orEmpty(progress))
        .setParameter("id", job.id)
        .setParameter("owner", instance.name())
        .setParameter("attempt", job.attempt)
        .getSingleResultOrNull();
  }

  /** False when the lease is another's: then nothing may take effect. */
  Uni<Boolean> end(
      Mutiny.Session session,
      Job job,
      JobState state,
      String progress,
      String result,
      String failure) {
    return session
        .createNativeQuery(END)
        .setParameter("state", state.name())
        .setParameter("progress", orEmpty(progress))
        .setParameter("result", orEmpty(result))
        .setParameter("failure", orEmpty(failure))
        .setParameter("id", job.id)
        .setParameter("owner", instance.name())
        .setParameter("attempt", job.attempt)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /**
   * Gives the job back for another attempt.
   *
   * @param moreAttempts 1 when this attempt should not count (a shutdown), else 0
   */
  Uni<Boolean> requeue(
      Mutiny.Session session, Job job, Duration wait, int moreAttempts, String failure) {
    return session
        .createNativeQuery(REQUEUE)
        .setParameter("wait", JobStore.seconds(wait))
        .setParameter("moreAttempts", moreAttempts)
        .setParameter("failure", orEmpty(failure))
        .setParameter("id", job.id)
        .setParameter("owner", instance.name())
        .setParameter("attempt", job.attempt)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** One job whose worker died, whose deadline passed in the queue, or that is to be cancelled. */
  Uni<List<Job>> lockDoomed(Mutiny.Session session) {
    return session.createNativeQuery(DOOMED, Job.class).getResultList();
  }

  Uni<Integer> endDoomed(Mutiny.Session session, UUID id, int attempt, JobState state, String why) {
    return session
        .createNativeQuery(END_DOOMED)
        .setParameter("state", state.name())
        .setParameter("failure", orEmpty(why))
        .setParameter("id", id)
        .setParameter("attempt", attempt)
        .executeUpdate();
  }

  Uni<Integer> requeueDoomed(
      Mutiny.Session session, UUID id, int attempt, Duration wait, String why) {
    return session
        .createNativeQuery(REQUEUE_DOOMED)
        .setParameter("wait", JobStore.seconds(wait))
        .setParameter("failure", orEmpty(why))
        .setParameter("id", id)
        .setParameter("attempt", attempt)
        .executeUpdate();
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
