package io.salvaguarda.notifier.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeafnessTest extends NotifierTest {

  @Test
  void anOutageOfKafkaIsOneIncidentAndNothingIsMissingMeanwhile() {
    String source = NotifierStack.freshSource("absent");
    String id = "BACKUP/" + source + "/logical";
    eventually(() -> CatalogSql.text("select 1 from expectation where id = '" + id + "'") != null);

    eventually(() -> !pings("GET").isEmpty());
    assertThat(pings("GET").getFirst().path()).isEqualTo("/ping/secret-7f3a?x=1");
    int before = pings("GET").size();

    ServiceStack.kafka().process().kill9();
    try {
      CatalogSql.execute(
          "update expectation set due_at = now() - interval '6 hours' + interval '5 seconds'"
              + " where id = '"
              + id
              + "'");
      eventually(() -> !subjects().isEmpty());
      assertThat(subjects().getFirst())
          .startsWith("[FAILED] events: events no longer reach the notifier — last heard ");
      assertThat(suite.incidents(source)).isEmpty();
      eventually(() -> !pings("POST").isEmpty());
      assertThat(pings("POST").getLast().path()).isEqualTo("/ping/secret-7f3a/fail?x=1");
      assertThat(pings("POST").getLast().body()).contains("events are not heard for ");
    } finally {
      ServiceStack.kafka().process().start();
    }
    suite.tell(Facts.backupCompleted(source, 21, NOW));

    eventually(() -> subjects().size() == 4); // two people read the channel
    assertThat(subjects().getLast()).isEqualTo("[RESOLVED] events: messages are processed again");
    eventually(
        () ->
            CatalogSql.text("select due_at > now() from expectation where id = '" + id + "'")
                .equals("t"));
    assertThat(suite.incidents(source)).isEmpty();
    eventually(() -> pings("GET").size() > before);
  }

  private static List<ReceivedWebhook> pings(String method) {
    return NotifierStack.receiver("switch").received().stream()
        .filter(each -> each.method().equals(method))
        .toList();
  }

  private List<String> subjects() {
    return suite.mails("events").stream().map(ReceivedMail::subject).toList();
  }
}
