package io.salvaguarda.restore.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class StoreOutageTest {

  @Test
  void aRestoreOutlivesAnOutageOfItsS3Store() {
    Backups.take("main", "remote", "shop", Optional.of(Outcome.PASSED));
    RestoreStack.s3().process().stop();
    String job = Restores.begun(Map.of("source", "remote", "targetDatabase", "from s3"));

    await().atMost(60, SECONDS).until(() -> Restores.job(job).get("failure") != null);
    JsonPath away = Restores.job(job);
    assertThat(away.getString("failure.errorClass")).isEqualTo("STORE_UNAVAILABLE");
    assertThat(away.getString("failure.kind")).isEqualTo("RETRYABLE");
    assertThat(away.getString("state")).isIn("QUEUED", "RUNNING");
    RestoreStack.s3().process().start();

    JsonPath ended = Restores.succeeded(job);
    assertThat(ended.getInt("attempt")).isGreaterThan(1);
    assertThat(Databases.count("from s3", "sales.orders")).isEqualTo(5000);
    assertThat(Databases.working(job)).isEmpty();
    try (Told told = new Told()) {
      assertThat(told.all(RestoreFailed.class, e -> e.restoreId().toString().equals(job)))
          .isEmpty();
    }
  }
}
