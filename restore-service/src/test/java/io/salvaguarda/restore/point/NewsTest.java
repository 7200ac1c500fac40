package io.salvaguarda.restore.point;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.restore.testing.News;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What other services tell, twice and in any order. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class NewsTest {

  private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

  private final Told told = new Told();
  private final News news = News.next();

  @AfterEach
  void close() {
    told.close();
  }

  /** All that was told until now has been heard when news of a later backup has. */
  private void awaitHeard() {
    News last = News.next();
    told.tell(last.completed());
    await().atMost(60, SECONDS).until(() -> last.statusIn(points()) != null);
    News judged = News.next();
    told.tell(judged.passed(NOON));
    await().atMost(60, SECONDS).until(() -> proofOf(judged) != null);
  }

  private static String proofOf(News backup) {
    return CatalogSql.text(
        "select status from proof where backup_id = '" + backup.backupId() + "'");
  }

  private static JsonPath points() {
    return Restores.as(ServiceStack.VIEWER)
        .queryParam("source", "heard")
        .queryParam("include", "quarantined")
        .queryParam("limit", 500)
        .get("/recovery-points")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String latest() {
    return Restores.as(ServiceStack.VIEWER)
        .queryParam("source", "heard")
        .get("/recovery-points/latest")
        .jsonPath()
        .getString("backupId");
  }

  @Test
  void aVerificationMayBeHeardOfBeforeItsBackup() {
    told.tell(news.passed(NOON));
    await().atMost(60, SECONDS).until(() -> proofOf(news) != null);
    assertThat(news.statusIn(points())).isNull();

    told.tell(news.completed());

    await().atMost(60, SECONDS).until(() -> "VERIFIED".equals(news.statusIn(points())));
    assertThat(latest()).isEqualTo(news.backupId());
  }

  @Test
  void aProvenBackupOfAWholeClusterIsAPointButNoDatabaseToRestore() {
    News cluster = News.ofCluster();
    told.tell(news.completed());
    told.tell(news.passed(NOON));
    told.tell(cluster.completed());
    told.tell(cluster.passed(NOON));

    await().atMost(60, SECONDS).until(() -> "VERIFIED".equals(cluster.statusIn(points())));
    await().atMost(60, SECONDS).until(() -> "VERIFIED".equals(news.statusIn(points())));
    assertThat(latest()).isEqualTo(news.backupId());
    Restores.as(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body(
            "{\"source\": \"heard\", \"backupId\": \""
                + cluster.backupId()
                + "\", \"targetDatabase\": \"whatever\"}")
        .post("/restores")
        .then()
        .statusCode(409)
        .body("detail", org.hamcrest.Matchers.containsString("whole cluster"));
  }

  @Test
  void theSameNewsTwiceIsOnePoint() {
    EventEnvelope<?> envelope = told.tell(news.completed());
    told.tell(envelope);
    told.tell(news.completed());
    told.tell(news.passed(NOON));
    told.tell(news.passed(NOON));
    awaitHeard();

    List<String> ids = points().getList("backupId");

    assertThat(ids).containsOnlyOnce(news.backupId());
    assertThat(news.statusIn(points())).isEqualTo("VERIFIED");
  }

  @Test
  void anOlderVerificationHeardOfLaterChangesNothing() {
    told.tell(news.completed());
    told.tell(news.failed(NOON));
    told.tell(news.passed(NOON.minusSeconds(60)));
    awaitHeard();

    assertThat(news.statusIn(points())).isEqualTo("QUARANTINED");
    assertThat(latest()).isNotEqualTo(news.backupId());

    told.tell(news.passed(NOON.plusSeconds(60)));
    await().atMost(60, SECONDS).until(() -> "VERIFIED".equals(news.statusIn(points())));
  }

  @Test
  void troubleOfOursTakesNothingBack() {
    told.tell(news.completed());
    told.tell(news.inconclusive(NOON));
    awaitHeard();
    assertThat(news.statusIn(points())).isEqualTo("INCONCLUSIVE");

    told.tell(news.passed(NOON.plusSeconds(1)));
    told.tell(news.inconclusive(NOON.plusSeconds(2)));
    awaitHeard();

    assertThat(news.statusIn(points())).isEqualTo("VERIFIED");
  }

  @Test
  void aDeletedBackupIsGoneAndStaysGone() {
    told.tell(news.completed());
    told.tell(news.passed(NOON));
    told.tell(news.deleted());
    awaitHeard();
    assertThat(news.statusIn(points())).isNull();
    assertThat(latest()).isNotEqualTo(news.backupId());

    told.tell(news.completed()); // as when a dead letter is replayed
    awaitHeard();

    assertThat(news.statusIn(points())).isNull();
  }
}
