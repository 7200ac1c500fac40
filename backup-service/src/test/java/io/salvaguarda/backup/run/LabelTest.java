package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.kit.testing.CatalogSql;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class LabelTest {

  private static final String AHEAD = "2099-01-01_00-00-00-aaaaaaaaaaaa";

  @Test
  void aBackupAfterTheClockWentBackIsStillTheNewestOfItsSource() {
    String first = Rest.backedUp("ahead");
    String label = first.substring(first.lastIndexOf('/') + 1);
    relabel(first, AHEAD); // as a clock would have done that was far ahead
    try {
      assertThat(Rest.backedUp("ahead")).startsWith("ahead/logical/2099-01-01_00-00-01-");
      assertThat(Rest.backedUp("ahead")).startsWith("ahead/logical/2099-01-01_00-00-02-");
      assertThat(Rest.backedUp("small")).as("another source").doesNotContain("2099");
    } finally {
      relabel(first, label);
    }
  }

  private static void relabel(String backupId, String label) {
    CatalogSql.execute(
        "update backup set label = '" + label + "' where backup_id = '" + backupId + "'");
  }
}
