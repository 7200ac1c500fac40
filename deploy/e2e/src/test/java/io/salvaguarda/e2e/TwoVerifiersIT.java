package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scaling out is starting more. */
@ExtendWith(SharedSuite.class)
class TwoVerifiersIT {

  private final Suite suite;

  TwoVerifiersIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void twoInstancesShareTenBackupsAndProveEachOnce() {
    ServiceInstance second = suite.stack().startAnother(SuiteService.VERIFY);
    try {
      List<String> backups = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        backups.add(
            suite.succeeded(SuiteService.BACKUP, suite.askForBackup(Sources.MANY), "backupId"));
      }

      assertThat(backups).doesNotHaveDuplicates();
      await()
          .atMost(Duration.ofMinutes(8))
          .untilAsserted(
              () ->
                  assertThat(backups)
                      .allMatch(id -> suite.events().count("verification.passed", id) == 1));
      assertThat(backups)
          .as("started and passed, and no more")
          .allMatch(id -> suite.events().count("verification.", id) == 2);
      assertThat(owners(backups)).isEqualTo(2);
    } finally {
      second.process().stop();
    }
  }

  private long owners(List<String> backups) {
    return Sql.catalog(
        suite,
        "select count(distinct owner) from verify.job where kind = 'verification'"
            + " and exclusive_key in ('"
            + String.join("', '", backups)
            + "')");
  }
}
