package io.salvaguarda.kit.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class VolumeMarksTest {

  private static final String VOLUME = "/srv/volume";

  private final VolumeMarks marks;
  private final Transactions transactions;

  VolumeMarksTest(VolumeMarks marks, Transactions transactions) {
    this.marks = marks;
    this.transactions = transactions;
  }

  @Test
  void aDiskKeepsTheNameThatWasToldUntilItHasRoomEvenIfTheMachineRestarts() {
    measured("before the restart", 10);
    measured("after the restart", 1);
    measured("after the restart", 90);
    measured("after the restart", 10);

    try (TopicReader topics =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE)) {
      await().atMost(60, SECONDS).until(() -> low(topics).size() == 3);
      assertThat(low(topics))
          .containsExactly("before the restart", "before the restart", "after the restart");
      assertThat(recovered(topics)).containsExactly("before the restart");
    }
  }

  private void measured(String disk, int freePercent) {
    Measured now = new Measured(VOLUME, Optional.of(disk), freePercent, 100);
    transactions.await(session -> marks.note(session, now));
  }

  private static List<String> low(TopicReader topics) {
    return topics.events(StorageLow.class, e -> e.volume().equals(VOLUME)).stream()
        .map(event -> ((StorageLow) event.data()).disk())
        .toList();
  }

  private static List<String> recovered(TopicReader topics) {
    return topics.events(StorageRecovered.class, e -> e.volume().equals(VOLUME)).stream()
        .map(event -> ((StorageRecovered) event.data()).disk())
        .toList();
  }
}
