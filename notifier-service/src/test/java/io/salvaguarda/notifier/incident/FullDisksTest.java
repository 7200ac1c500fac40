package io.salvaguarda.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FullDisksTest extends NotifierTest {

  @Test
  void eachVolumeIsAnIncidentThatEndsWhenItHasRoom() {
    suite.tell(Facts.storageLow("/var/one", StorageThreshold.WARNING, NOW));
    suite.tell(Facts.storageLow("/var/two", StorageThreshold.WARNING, NOW));
    suite.tell(Facts.storageLow("/var/one", StorageThreshold.CRITICAL, NOW.plusSeconds(60)));
    suite.tell(Facts.storageRecovered("/var/one", NOW.plusSeconds(120)));

    eventually(() -> storageWebhooks("/var/one").size() == 3);
    assertThat(storageWebhooks("/var/one").getLast())
        .contains("\"freeBytes\":53687091200", "/var/one has 50 GiB of 100 GiB free again");
    eventually(() -> storageWebhooks("/var/two").size() == 1);
    assertThat(
            suite.incidents("storage").stream()
                .filter(i -> i.get("cause").equals("storage"))
                .filter(i -> i.get("summary").toString().matches(".*/var/(one|two).*"))
                .map(i -> i.get("severity") + " " + (i.get("resolvedAt") == null)))
        .containsExactlyInAnyOrder("CRITICAL false", "WARNING true");
  }

  @Test
  void aDiskThatSeveralServicesWriteToIsOneIncident() {
    String disk = "4c1f1d9a/2049";
    suite.tell(Facts.storageLow("backup-service", "/srv/a", disk, NOW));
    suite.tell(Facts.storageLow("verify-service", "/srv/b", disk, NOW.plusSeconds(10)));
    suite.tell(Facts.storageLow("restore-service", "/srv/c", "4c1f1d9a/2050", NOW.plusSeconds(20)));

    eventually(() -> occurrences("/srv/b").equals(List.of(2)));
    eventually(() -> occurrences("/srv/c").equals(List.of(1)));
    eventually(() -> storageWebhooks("/srv/a").size() == 1);
    assertThat(occurrences("/srv/a")).isEmpty();
    assertThat(storageWebhooks("/srv/b")).isEmpty();

    suite.tell(Facts.storageRecovered("verify-service", "/srv/b", disk, NOW.plusSeconds(60)));

    eventually(() -> storageWebhooks("/srv/b").size() == 1);
    assertThat(storageWebhooks("/srv/b").getFirst()).contains("free again");
    suite.tell(Facts.storageRecovered("backup-service", "/srv/a", disk, NOW.plusSeconds(61)));
    suite.tell(
        Facts.storageRecovered("restore-service", "/srv/c", "4c1f1d9a/2050", NOW.plusSeconds(61)));
    suite.tell(Facts.storageLow("backup-service", "/srv/last", "4c1f1d9a/2051", NOW));

    eventually(() -> storageWebhooks("/srv/last").size() == 1);
    assertThat(storageWebhooks("/srv/a")).hasSize(1);
  }

  private List<String> storageWebhooks(String volume) {
    return suite.webhooks("dba", "storage").stream()
        .map(ReceivedWebhook::body)
        .filter(body -> body.contains(volume))
        .toList();
  }

  private List<Object> occurrences(String volume) {
    return suite.incidents("storage").stream()
        .filter(incident -> incident.get("summary").toString().contains(volume))
        .map(incident -> incident.get("occurrences"))
        .toList();
  }
}
