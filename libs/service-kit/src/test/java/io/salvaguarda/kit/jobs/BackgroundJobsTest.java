package io.salvaguarda.kit.jobs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.testing.ServiceStack;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** An instance has room for two jobs. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class BackgroundJobsTest {

  private final Transactions transactions;
  private final JobStore jobs;
  private final ScriptedHandler handler;

  BackgroundJobsTest(Transactions transactions, JobStore jobs, ScriptedHandler handler) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.handler = handler;
  }

  @Test
  void whatNobodyWaitsForLeavesRoomForWhatSomebodyDoes() {
    CountDownLatch release = new CountDownLatch(1);
    for (String late : new String[] {"late1", "late2"}) {
      handler.script(
          late,
          context -> {
            await().atMost(60, SECONDS).until(() -> release.getCount() == 0);
            return ScriptedHandler.done(late);
          });
    }
    handler.script("urgent", context -> ScriptedHandler.done("urgent"));
    UUID first = asked(LateHandler.KIND, "late1");
    await().atMost(60, SECONDS).until(() -> state(first) == JobState.RUNNING);
    UUID second = asked(LateHandler.KIND, "late2");

    UUID urgent = asked("scripted", "urgent");

    await().atMost(30, SECONDS).until(() -> state(urgent) == JobState.SUCCEEDED);
    assertThat(state(second)).isEqualTo(JobState.QUEUED);
    release.countDown();
    await().atMost(60, SECONDS).until(() -> state(second) == JobState.SUCCEEDED);
  }

  private UUID asked(String kind, String script) {
    JobRequest request =
        new JobRequest(
            kind,
            script,
            script,
            new ScriptedHandler.Payload(script),
            3,
            Duration.ofMinutes(5),
            "test",
            null);
    return transactions.await(session -> jobs.enqueue(session, request)).jobId();
  }

  private JobState state(UUID id) {
    return transactions.await(session -> jobs.find(session, id)).state();
  }
}
