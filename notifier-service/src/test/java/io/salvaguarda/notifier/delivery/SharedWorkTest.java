package io.salvaguarda.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.delivery.adapter.MoreWorkers;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SharedWorkTest extends NotifierTest {

  private final MoreWorkers workers;

  SharedWorkTest(MoreWorkers workers) {
    this.workers = workers;
  }

  @Test
  void severalWorkersSendEachNoticeOnce() throws InterruptedException {
    List<String> sources =
        IntStream.range(0, 30).mapToObj(i -> NotifierStack.freshSource("taken")).toList();
    workers.during(
        3,
        () -> {
          sources.forEach(s -> suite.tell(Facts.backupFailed(s, ErrorClass.DUMP_FAILED, NOW)));
          eventually(() -> sources.stream().allMatch(s -> deliveredOf(s) == 2));
        });

    List<String> ids =
        NotifierStack.receiver("taken").received().stream()
            .map(hook -> hook.header("webhook-id").orElseThrow())
            .toList();
    assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    assertThat(sources).allSatisfy(source -> assertThat(suite.mails(source)).hasSize(1));
  }

  @Test
  void aWorkerThatLostItsClaimChangesNothingAnyMore() {
    NotifierStack.receiver("vanished")
        .answerNext(WebhookAnswer.after(Duration.ofSeconds(4), WebhookAnswer.accepted()));
    String source = NotifierStack.freshSource("vanished");
    ServiceStack.catalog().execute("salvaguarda", "select 1"); // the first connection is slow
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> suite.webhooks("vanished", source).size() == 1);

    // as if its lease had ended and another instance had taken over, then vanished as well
    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update notifier.delivery set attempts = attempts + 1, owner = 'another',"
                + " lease_until = clock_timestamp() + interval '3 seconds'"
                + " where channel = 'vanished-hook' and source_id = '"
                + source
                + "'");

    eventually(() -> suite.webhooks("vanished", source).size() == 2);
    eventually(
        () ->
            suite.deliveries(source, "vanished-hook").getFirst().get("state").equals("DELIVERED"));
    assertThat(suite.deliveries(source, "vanished-hook").getFirst()).containsEntry("attempts", 3);
    Set<String> ids =
        suite.webhooks("vanished", source).stream()
            .map(SharedWorkTest::id)
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(ids).hasSize(1);
  }

  private long deliveredOf(String source) {
    return suite.deliveries(source).stream()
        .filter(each -> each.get("state").equals("DELIVERED"))
        .count();
  }

  private static String id(ReceivedWebhook hook) {
    return hook.header("webhook-id").orElseThrow();
  }
}
