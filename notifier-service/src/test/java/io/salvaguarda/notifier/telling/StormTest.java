package io.salvaguarda.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** 1,000 failures over 100 sources of one team, with one of its channels dead and one slow. */
@QuarkusTest
class StormTest extends NotifierTest {
  private static final Logger LOG = Logger.getLogger(StormTest.class);
  private static final int FAILURES = 1_000;
  private static final int MILLIS_BETWEEN = 30;

  @Test
  void everyLiveChannelHearsOfEachIncidentOnceAndSoon() {
    NotifierStack.receiver("crowd-dead").answerWith(WebhookAnswer.status(503));
    NotifierStack.receiver("crowd-slow")
        .answerWith(WebhookAnswer.after(Duration.ofSeconds(1), WebhookAnswer.accepted()));
    Map<String, Instant> sentAt = new ConcurrentHashMap<>();

    storm(sentAt);

    eventually(() -> delivered("crowd-mail").size() == NotifierStack.CROWD);
    eventually(() -> delivered("crowd-hook").size() == NotifierStack.CROWD);
    for (String channel : List.of("crowd-mail", "crowd-hook")) {
      List<NoticeDelivered> all = delivered(channel);
      assertThat(all).extracting(NoticeDelivered::incidentId).doesNotHaveDuplicates();
      List<Duration> waits =
          all.stream()
              .map(each -> Duration.between(sentAt.get(each.sourceId()), each.deliveredAt()))
              .sorted()
              .toList();
      LOG.infof("event=storm.told channel=%s p50=%s p99=%s", channel, waits.get(49), waits.get(98));
      assertThat(waits.get(98)).as(channel).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(NotifierStack.receiver("crowd").received())
        .filteredOn(hook -> hook.body().contains("\"cause\":\"backup\""))
        .hasSize(NotifierStack.CROWD);
    assertThat(mails()).as("mails that tell of 100 incidents").isLessThan(20);
  }

  private void storm(Map<String, Instant> sentAt) {
    AtomicInteger sent = new AtomicInteger();
    try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      clock.scheduleAtFixedRate(
          () -> {
            int number = sent.get();
            if (number < FAILURES) {
              String source = "crowd-" + (1 + number % NotifierStack.CROWD);
              sentAt.putIfAbsent(source, Instant.now());
              suite.tell(
                  Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.plusMillis(number)));
              sent.incrementAndGet();
            }
          },
          0,
          MILLIS_BETWEEN,
          TimeUnit.MILLISECONDS);
      eventually(() -> sent.get() == FAILURES);
    }
  }

  private List<NoticeDelivered> delivered(String channel) {
    return suite.told(
        NoticeDelivered.class,
        each ->
            each.channel().equals(channel)
                && each.failedAt().isBefore(NOW.plusSeconds(1))); // not of the dead channel itself
  }

  private static long mails() {
    return NotifierStack.mail().received().stream()
        .filter(mail -> mail.to().contains("crowd@example.org"))
        .count();
  }
}
