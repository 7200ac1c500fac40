package io.salvaguarda.verify.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class OneJobTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void theSameEventTwiceAndAnotherOfTheSameBackupMakeOneVerification() {
    BackupCompleted backup = TestBackups.make("shallow");
    BackupCompleted next = TestBackups.make("shallow");

    EventEnvelope<?> first = service.tell(backup);
    service.tell(first);
    service.outcomeOf(backup.backupId());
    service.tell(first);
    service.tell(backup); // another event id
    service.tell(next);

    service.outcomeOf(next.backupId());
    assertThat(service.latest(backup.backupId()).getList("")).hasSize(1);
    assertThat(service.events(VerificationPassed.class, backup.backupId())).hasSize(1);
  }

  @Test
  void aWorkerThatLostItsLeaseKillsItsSandboxAndAnotherAttemptFollows() {
    BackupCompleted backup = TestBackups.make("slow");
    service.tell(backup);
    awaitSandbox(backup);
    List<Long> postmasters = sandboxProcesses();
    assertThat(postmasters).isNotEmpty();

    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update verify.job set owner = 'another', lease_until = clock_timestamp() + interval '3"
                + " seconds' where exclusive_key = '"
                + backup.backupId()
                + "'");

    await().atMost(60, SECONDS).until(() -> postmasters.stream().noneMatch(OneJobTest::isAlive));
    await().atMost(60, SECONDS).until(() -> attemptOf(backup) == 2);
    service.cancel(backup.backupId());
    await().atMost(60, SECONDS).until(() -> VerifyStack.leftInScratch() == 0);
    assertThat(sandboxProcesses()).isEmpty();
  }

  @Test
  void aCancelledVerificationLeavesNothingBehindAndSaysSo() {
    BackupCompleted backup = TestBackups.make("slow");
    service.tell(backup);
    awaitSandbox(backup);

    service.cancel(backup.backupId());

    VerificationInconclusive told =
        service.events(VerificationInconclusive.class, backup.backupId(), 1).getLast();
    assertThat(told.willRetry()).isFalse();
    assertThat(told.failure().message()).contains("cancelled by test-operator");
    await().atMost(60, SECONDS).until(() -> VerifyStack.leftInScratch() == 0);
    assertThat(sandboxProcesses()).isEmpty();
  }

  /** Until the slow assertion runs in the restored copy. */
  private void awaitSandbox(BackupCompleted backup) {
    String id = service.awaitLatest(backup.backupId(), "RUNNING").getString("verificationId");
    await().atMost(60, SECONDS).until(() -> service.phaseOf(id), "ASSERTIONS"::equals);
  }

  private int attemptOf(BackupCompleted backup) {
    return service.attemptOf(service.latest(backup.backupId()).getString("[0].verificationId"));
  }

  private static List<Long> sandboxProcesses() {
    String scratch = VerifyStack.scratch().toString();
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").contains(scratch + "/salva-sandbox"))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
