package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.SuiteService;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scaling out is starting more. */
class TwoVerifiersIT {

  @Test
  void twoInstancesShareTenBackupsAndProveEachOnce() throws SQLException {
    try (Suite suite = Suite.start(5)) {
      suite.stack().startAnother(SuiteService.VERIFY);
      List<String> backups = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        JsonNode job = suite.ended(SuiteService.BACKUP, suite.askForBackup());
        backups.add(job.at("/result/backupId").asText());
      }

      assertThat(backups).doesNotHaveDuplicates();
      await()
          .atMost(Duration.ofMinutes(8))
          .untilAsserted(
              () ->
                  assertThat(backups)
                      .allMatch(id -> suite.events().count("verification.passed", id) == 1));
      assertThat(suite.events().count("verification.", Suite.SOURCE)).isEqualTo(20);
      assertThat(owners(suite)).isEqualTo(2);
    }
  }

  private static long owners(Suite suite) throws SQLException {
    try (Connection connection = suite.stack().catalogServer().connect("salvaguarda");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(distinct owner) from verify.job where kind = 'verification'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
