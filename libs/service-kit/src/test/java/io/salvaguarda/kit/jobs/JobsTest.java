package io.salvaguarda.kit.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class JobsTest {

  private final Transactions transactions;
  private final JobStore jobs;
  private final ScriptedHandler handler;
  private TopicReader topics;

  JobsTest(Transactions transactions, JobStore jobs, ScriptedHandler handler) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.handler = handler;
  }

  @BeforeEach
  void watch() {
    topics = new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.BACKUP);
  }

  @AfterEach
  void unwatch() {
    topics.close();
  }

  @Test
  void aJobRunsOnceAndItsEventReachesKafka() {
    handler.script("once", context -> ScriptedHandler.done("once"));

    UUID id = created(request("once", 3, null)).jobId();

    awaitState(id, JobState.SUCCEEDED);
    await()
        .atMost(60, SECONDS)
        .until(
            () -> topics.events(BackupDeleted.class, e -> e.sourceId().equals("once")).size() == 1);
    assertThat(handler.runs("once")).isEqualTo(1);
  }

  @Test
  void aRetryableFailureIsTriedAgainUntilItsAttemptsEnd() {
    handler.script("flaky", context -> new JobResult.Failed(failure(FailureKind.RETRYABLE)));

    UUID id = created(request("flaky", 3, null)).jobId();

    awaitState(id, JobState.FAILED);
    assertThat(handler.runs("flaky")).isEqualTo(3);
    await().atMost(60, SECONDS).until(() -> failures("flaky") == 1);
    assertThat(job(id).failure()).contains("STORE_UNAVAILABLE");
  }

  @Test
  void aTerminalFailureIsNotTriedAgain() {
    handler.script("terminal", context -> new JobResult.Failed(failure(FailureKind.TERMINAL)));

    UUID id = created(request("terminal", 3, null)).jobId();

    awaitState(id, JobState.FAILED);
    assertThat(handler.runs("terminal")).isEqualTo(1);
  }

  @Test
  void anExceptionIsARetryableSurprise() {
    AtomicBoolean first = new AtomicBoolean(true);
    handler.script(
        "surprise",
        context -> {
          if (first.getAndSet(false)) {
            throw new IllegalArgumentException("secret details");
          }
          return ScriptedHandler.done("surprise");
        });

    UUID id = created(request("surprise", 3, null)).jobId();

    awaitState(id, JobState.SUCCEEDED);
    assertThat(handler.runs("surprise")).isEqualTo(2);
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameJob() {
    handler.script("keyed", context -> ScriptedHandler.done("keyed"));

    Enqueued first = created(request("keyed", 1, "key-1"));
    awaitState(first.jobId(), JobState.SUCCEEDED);
    Enqueued second = enqueue(request("keyed", 1, "key-1"));

    assertThat(second).isEqualTo(new Enqueued.Repeated(first.jobId()));
    assertThat(handler.runs("keyed")).isEqualTo(1);
  }

  @Test
  void onlyOneJobOfAKindAndKeyIsActive() {
    CountDownLatch release = new CountDownLatch(1);
    handler.script("busy", context -> waitThenDone(release, "busy"));

    Enqueued first = created(request("busy", 1, null));
    Enqueued second = enqueue(request("busy", 1, null));

    assertThat(second).isEqualTo(new Enqueued.AlreadyActive(first.jobId()));
    release.countDown();
    awaitState(first.jobId(), JobState.SUCCEEDED);
    Enqueued third = created(request("busy", 1, null));
    awaitState(third.jobId(), JobState.SUCCEEDED);
  }

  @Test
  void aJobThatIsAskedForLaterDoesNotBeginBefore() {
    handler.script("patient", context -> ScriptedHandler.done("patient"));

    Enqueued later =
        transactions.await(
            session ->
                jobs.enqueueAfter(session, request("patient", 1, null), Duration.ofSeconds(2)));

    awaitState(later.jobId(), JobState.SUCCEEDED);
    Job job = job(later.jobId());
    assertThat(Duration.between(job.createdAt(), job.startedAt()))
        .isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void aCancelledJobRunsItsStopActionsAndSaysSo() {
    AtomicBoolean killed = new AtomicBoolean();
    handler.script("endless", context -> runUntilStopped(context, killed));
    UUID id = created(request("endless", 3, null)).jobId();
    awaitState(id, JobState.RUNNING);

    transactions.await(session -> jobs.cancel(session, id, "ana"));

    awaitState(id, JobState.CANCELLED);
    assertThat(killed).isTrue();
    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                topics
                        .events(
                            BackupCancelled.class,
                            e -> e.jobId().equals(id) && e.cancelledBy().equals("ana"))
                        .size()
                    == 1);
  }

  @Test
  void aJobPastItsDeadlineIsStoppedAndFails() {
    AtomicBoolean killed = new AtomicBoolean();
    handler.script("late", context -> runUntilStopped(context, killed));

    UUID id =
        created(
                new JobRequest(
                    "scripted",
                    "late",
                    "late",
                    new ScriptedHandler.Payload("late"),
                    3,
                    Duration.ofSeconds(2),
                    "test",
                    null))
            .jobId();

    awaitState(id, JobState.FAILED);
    assertThat(killed).isTrue();
    assertThat(job(id).failure()).contains("DEADLINE");
    assertThat(handler.runs("late")).isEqualTo(1);
  }

  @Test
  void aJobWhoseWorkerDiedIsRunByAnother() {
    handler.script("orphan", context -> ScriptedHandler.done("orphan"));
    UUID id = insertRunning("orphan", 1, "dead-worker", "clock_timestamp() - interval '1 second'");

    awaitState(id, JobState.SUCCEEDED);
    assertThat(job(id).attempt()).isEqualTo(2);
  }

  @Test
  void aJobThatKillsItsWorkersFailsAfterItsLastAttempt() {
    UUID id = insertRunning("killer", 3, "dead-worker", "clock_timestamp() - interval '1 second'");

    awaitState(id, JobState.FAILED);
    assertThat(job(id).failure()).contains("WORKER_LOST");
    await().atMost(60, SECONDS).until(() -> failures("killer") == 1);
  }

  @Test
  void aZombiesResultChangesNothing() {
    AtomicBoolean killed = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(1);
    handler.script(
        "zombie",
        context -> {
          if (context.attempt() > 1) {
            return ScriptedHandler.done("zombie");
          }
          started.countDown();
          context.onStop(() -> killed.set(true));
          await().atMost(60, SECONDS).untilTrue(killed);
          return ScriptedHandler.done("zombie"); // ignores its stop order
        });
    UUID id = created(request("zombie", 5, null)).jobId();
    await().atMost(60, SECONDS).until(() -> started.getCount() == 0);

    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update kit.job set owner = 'another', lease_until = clock_timestamp() where id = '"
                + id
                + "'");

    awaitState(id, JobState.SUCCEEDED);
    await().atMost(60, SECONDS).untilTrue(killed);
    assertThat(job(id).attempt()).isEqualTo(2);
    await()
        .during(1, SECONDS)
        .atMost(60, SECONDS)
        .until(
            () ->
                topics.events(BackupDeleted.class, e -> e.sourceId().equals("zombie")).size() == 1);
  }

  private UUID insertRunning(String script, int attempt, String owner, String lease) {
    UUID id = UUID.randomUUID();
    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            """
            insert into kit.job (id, kind, exclusive_key, source_id, state, attempt, max_attempts, owner,
                                 lease_until, run_after, deadline_at, requested_by, payload)
            values ('%s', 'scripted', '%s', '%s', 'RUNNING', %d, 3, '%s', %s, clock_timestamp(),
                    clock_timestamp() + interval '1 hour', 'test', '{"script":"%s"}')
            """
                .formatted(id, script, script, attempt, owner, lease, script));
    return id;
  }

  private static JobResult runUntilStopped(JobContext<?> context, AtomicBoolean killed) {
    CountDownLatch stop = new CountDownLatch(1);
    context.onStop(
        () -> {
          killed.set(true);
          stop.countDown();
        });
    return waitThenThrow(stop, context);
  }

  private static JobResult waitThenThrow(CountDownLatch stop, JobContext<?> context) {
    waitFor(stop);
    context.throwIfStopped();
    throw new IllegalStateException("was not stopped");
  }

  private static JobResult waitThenDone(CountDownLatch release, String sourceId) {
    waitFor(release);
    return ScriptedHandler.done(sourceId);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(30, SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Failure failure(FailureKind kind) {
    return new Failure(
        kind, ErrorClass.STORE_UNAVAILABLE, "The store is away.", "Start it.", List.of());
  }

  private long failures(String sourceId) {
    return topics.events(BackupFailed.class, e -> e.sourceId().equals(sourceId)).size();
  }

  private static JobRequest request(String script, int attempts, String key) {
    return new JobRequest(
        "scripted",
        script,
        script,
        new ScriptedHandler.Payload(script),
        attempts,
        Duration.ofMinutes(5),
        "test",
        key);
  }

  private Enqueued created(JobRequest request) {
    Enqueued result = enqueue(request);
    assertThat(result).isInstanceOf(Enqueued.Created.class);
    return result;
  }

  private Enqueued enqueue(JobRequest request) {
    return transactions.await(session -> jobs.enqueue(session, request));
  }

  private Job job(UUID id) {
    return transactions.await(session -> jobs.find(session, id));
  }

  private void awaitState(UUID id, JobState state) {
    await().atMost(60, SECONDS).until(() -> job(id).state() == state);
  }
}
