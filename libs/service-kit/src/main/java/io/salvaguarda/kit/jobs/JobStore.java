package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What callers outside this package may do with jobs: ask for one, cancel it, look at it. */
@ApplicationScoped
public class JobStore {

  private static final String INSERT =
      """
      insert into job (id, kind, exclusive_key, source_id, state, max_attempts, run_after, deadline_at,
                       requested_by, idempotency_key, payload)
      values (:id, :kind, :exclusiveKey, :sourceId, 'QUEUED', :maxAttempts,
              clock_timestamp() + make_interval(secs => :wait),
              clock_timestamp() + make_interval(secs => :deadline), :requestedBy,
              nullif(:idempotencyKey, ''), :payload)
      on conflict do nothing
      returning id
      """;

  private final Instance instance;
  private final Json json;
  private final JobSignal signal;

  JobStore(Instance instance, Json json, JobSignal signal) {
    this.instance = instance;
    this.json = json;
    this.signal = signal;
  }

  /** Never fails for a duplicate: says what was found instead. */
  public Uni<Enqueued> enqueue(Mutiny.Session session, JobRequest request) {
    return enqueueAfter(session, request, Duration.ZERO);
  }

  /**
   * The same for a job that does not begin before some time has passed, by the database's clock.
   *
   * @param wait part of the request's deadline
   */
  public Uni<Enqueued> enqueueAfter(Mutiny.Session session, JobRequest request, Duration wait) {
    UUID id = instance.newId();
    return session
        .createNativeQuery(INSERT, UUID.class)
        .setParameter("id", id)
        .setParameter("kind", request.kind())
        .setParameter("exclusiveKey", request.exclusiveKey())
        .setParameter("sourceId", request.sourceId())
        .setParameter("maxAttempts", request.maxAttempts())
        .setParameter("wait", seconds(wait))
        .setParameter("deadline", seconds(request.deadline()))
        .setParameter("requestedBy", request.requestedBy())
        .setParameter("idempotencyKey", orEmpty(request.idempotencyKey()))
        .setParameter("payload", json.write(request.payload()))
        .getSingleResultOrNull()
        .chain(
            inserted -> {
              if (inserted != null) {
                signal.raise();
                return Uni.createFrom().item(new Enqueued.Created(id));
              }
              return findExisting(session, request, wait);
            });
  }

  /** The job that was asked for with the key, whatever became of it; null when there is none. */
  public Uni<Job> findByIdempotencyKey(Mutiny.Session session, String key) {
    return session
        .createSelectionQuery("from Job where idempotencyKey = :key", Job.class)
        .setParameter("key", orEmpty(key))
        .getSingleResultOrNull();
  }

  private Uni<Enqueued> findExisting(Mutiny.Session session, JobRequest request, Duration wait) {
    return findByIdempotencyKey(session, request.idempotencyKey())
        .chain(
            repeated ->
                repeated != null
                    ? Uni.createFrom().item(new Enqueued.Repeated(repeated.id))
                    : findActive(session, request, wait));
  }

  private Uni<Enqueued> findActive(Mutiny.Session session, JobRequest request, Duration wait) {
    return session
        .createSelectionQuery(
            "from Job where kind = :kind and exclusiveKey = :key and state in (QUEUED, RUNNING)",
            Job.class)
        .setParameter("kind", request.kind())
        .setParameter("key", request.exclusiveKey())
        .getSingleResultOrNull()
        .chain(
            active ->
                active != null
                    ? Uni.createFrom().item(new Enqueued.AlreadyActive(active.id))
                    // it ended between the two statements: the place is free now
                    : enqueueAfter(session, request, wait));
  }

  /** Null when there is no such job. */
  public Uni<Job> find(Mutiny.Session session, UUID id) {
    return session.find(Job.class, id);
  }

  /** The newest first; an empty kind means all. */
  public Uni<List<Job>> recent(Mutiny.Session session, String kind, int limit) {
    return session
        .createSelectionQuery(
            "from Job where (:kind = '' or kind = :kind) order by createdAt desc, id desc",
            Job.class)
        .setParameter("kind", kind)
        .setMaxResults(limit)
        .getResultList();
  }

  /** The newest first, of several kinds. */
  public Uni<List<Job>> recent(Mutiny.Session session, List<String> kinds, int limit) {
    return session
        .createSelectionQuery(
            "from Job where kind in (:kinds) order by createdAt desc, id desc", Job.class)
        .setParameter("kinds", kinds)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Asks for the end of a job. Its worker notices within a heartbeat; a queued job is ended by the
   * sweeper.
   *
   * @return false when the job does not exist or has ended
   */
  public Uni<Boolean> cancel(Mutiny.Session session, UUID id, String cancelledBy) {
    return session
        .createNativeQuery(
            """
            update job set cancel_by = coalesce(cancel_by, :by)
            where id = :id and state in ('QUEUED', 'RUNNING')
            """)
        .setParameter("by", cancelledBy)
        .setParameter("id", id)
        .executeUpdate()
        .invoke(signal::raise)
        .map(rows -> rows == 1);
  }

  /** The failure of the job's last attempt, or null. */
  public Failure failureOf(Job job) {
    return json.read(job.failure, Failure.class);
  }

  /** The job as REST shows it. */
  public JobView view(Job job) {
    return new JobView(
        job.id,
        job.kind,
        job.sourceId,
        job.state,
        job.attempt,
        job.maxAttempts,
        job.requestedBy,
        job.createdAt,
        job.startedAt,
        job.finishedAt,
        job.deadlineAt,
        job.cancelBy != null,
        job.payload,
        job.progress,
        job.result,
        failureOf(job));
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
