package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.SuiteService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens around work that takes its time. */
@ExtendWith(SharedSuite.class)
class LongWorkIT {

  private final Suite suite;

  LongWorkIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void aDumpWhoseServerIsRestartedIsTakenAgainAsAWhole() {
    long before = suite.manifests(Suite.SOURCE);
    String job;
    try (HeldBackup held = HeldBackup.begin(suite)) {
      job = held.job();
      suite.stack().sourceServer().kill9();
      suite.stack().sourceServer().restart();
    }

    JsonNode ended = suite.ended(SuiteService.BACKUP, job);
    assertThat(ended.get("state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempt").asInt()).isGreaterThan(1);
    suite.awaitVerified(ended.at("/result/backupId").asText());
    assertThat(suite.manifests(Suite.SOURCE)).isEqualTo(before + 1);
    assertThat(suite.events().count("backup.completed", job)).isEqualTo(1);
    assertThat(suite.events().count("backup.failed", job)).isZero();
  }

  @Test
  void aConsumerGroupThatIsDealtOutAnewInMidWorkStartsNothingTwice() {
    String backupId =
        suite.succeeded(SuiteService.BACKUP, suite.askForBackup(Suite.SOURCE), "backupId");
    await()
        .atMost(Suite.PATIENCE)
        .until(() -> suite.events().count("verification.started", backupId) == 1);
    long worker = suite.stack().s3().process().pid();
    Tools.signal("STOP", worker); // the verification reads no further
    ServiceInstance second;
    try {
      second = suite.stack().startAnother(SuiteService.VERIFY);
      second.process().stop();
    } finally {
      Tools.signal("CONT", worker);
    }

    suite.awaitVerified(backupId);
    assertThat(suite.events().count("verification.started", backupId)).isEqualTo(1);
    assertThat(suite.events().count("verification.", backupId)).isEqualTo(2);
    assertThat(
            Sql.catalog(
                suite,
                "select count(*) filter (where attempt = 1) * 100 + count(*) from verify.job"
                    + " where exclusive_key = '"
                    + backupId
                    + "'"))
        .as("one job, one attempt")
        .isEqualTo(101);
  }
}
