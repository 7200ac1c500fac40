package io.salvaguarda.kit.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.testing.DatabaseClock;
import io.salvaguarda.kit.testing.ServiceStack;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the service's machine is wrong: only the database's counts. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class JobClockTest {

  private final Transactions transactions;
  private final JobStore jobs;
  private final ScriptedHandler handler;

  JobClockTest(Transactions transactions, JobStore jobs, ScriptedHandler handler) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.handler = handler;
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aLeaseHoldsWhenTheServicesClockIsAnHourOff(int hours) {
    String script = "clock" + hours;
    CountDownLatch release = new CountDownLatch(1);
    handler.script(
        script,
        context -> {
          await().atMost(60, SECONDS).until(() -> context.isStopped() || release.getCount() == 0);
          context.throwIfStopped();
          return ScriptedHandler.done(script);
        });
    try (DatabaseClock clock = DatabaseClock.ahead("kit", Duration.ofHours(hours))) {
      assertThat(clock).isNotNull();
      UUID id = enqueued(script);
      await().atMost(60, SECONDS).until(() -> job(id).state() == JobState.RUNNING);
      Instant first = job(id).leaseUntil;
      Duration offset = Duration.ofHours(hours);
      assertThat(Duration.between(Instant.now(), first))
          .isBetween(offset.minusMinutes(5), offset.plusMinutes(5));

      // a whole lease later it is still the same attempt's
      await().atMost(60, SECONDS).until(() -> job(id).leaseUntil.isAfter(first.plusSeconds(4)));
      release.countDown();

      await().atMost(60, SECONDS).until(() -> job(id).state() == JobState.SUCCEEDED);
      assertThat(job(id).attempt()).isEqualTo(1);
      assertThat(handler.runs(script)).isEqualTo(1);
    }
  }

  private UUID enqueued(String script) {
    JobRequest request =
        new JobRequest(
            "scripted",
            script,
            script,
            new ScriptedHandler.Payload(script),
            3,
            Duration.ofMinutes(5),
            "test",
            null);
    return await()
        .atMost(60, SECONDS)
        .ignoreExceptions() // its connections were just cut
        .until(
            () -> transactions.await(session -> jobs.enqueue(session, request)).jobId(),
            id -> true);
  }

  private Job job(UUID id) {
    return transactions.await(session -> jobs.find(session, id));
  }
}
