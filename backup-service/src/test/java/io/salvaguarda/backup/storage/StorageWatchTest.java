package io.salvaguarda.backup.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import org.junit.jupiter.api.Test;

/** The test's marks are 100 % and 0 %: every disk that holds something passes the first. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class StorageWatchTest {

  @Test
  void aDiskThatPassesAMarkIsToldOnceUntilThereWasRoom() {
    String volume = BackupStack.diskFile("").resolveSibling("foreign").toString();
    try (TopicReader topics =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE)) {
      await().atMost(60, SECONDS).until(() -> told(topics, volume) == 1);

      await().during(3, SECONDS).atMost(60, SECONDS).until(() -> told(topics, volume) == 1);
      CatalogSql.execute("delete from volume_mark where volume = '" + volume + "'");

      await().atMost(60, SECONDS).until(() -> told(topics, volume) == 2);
      StorageLow low =
          (StorageLow)
              topics.events(StorageLow.class, e -> e.volume().equals(volume)).getFirst().data();
      assertThat(low.threshold()).isEqualTo(StorageThreshold.WARNING);
      assertThat(low.freeBytes()).isBetween(1L, low.totalBytes());
      assertThat(low.service()).isEqualTo("backup-service");
    }
  }

  @Test
  void howFullADiskIsIsToldOnceInTheSetTime() {
    String volume = BackupStack.diskFile("").resolveSibling("foreign").toString();
    try (TopicReader topics =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE)) {
      await().atMost(60, SECONDS).until(() -> measured(topics, volume) == 1);

      await().during(3, SECONDS).atMost(60, SECONDS).until(() -> measured(topics, volume) == 1);
      CatalogSql.execute(
          "update volume_told set told_at = told_at - interval '6 hours' where volume = '"
              + volume
              + "'");

      await().atMost(60, SECONDS).until(() -> measured(topics, volume) == 2);
    }
  }

  private static int measured(TopicReader topics, String volume) {
    return topics.events(StorageMeasured.class, e -> e.volume().equals(volume)).size();
  }

  private static int told(TopicReader topics, String volume) {
    return topics.events(StorageLow.class, e -> e.volume().equals(volume)).size();
  }
}
