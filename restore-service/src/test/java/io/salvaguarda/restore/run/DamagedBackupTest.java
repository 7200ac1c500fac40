package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class DamagedBackupTest {

  /** Two that share most chunks, and an older one that shares none with them. */
  private record Three(String older, String shared, String newest, ChunkId common) {}

  private static Three backups(String source) {
    RestoreStack.source()
        .execute("changing", "drop table if exists big", "create table big (id int, noise text)");
    String older = Backups.verified(source, "changing");
    RestoreStack.source()
        .execute(
            "changing",
            "insert into big select i, md5(random()::text) from generate_series(1, 200000) i");
    String shared = Backups.verified(source, "changing");
    String newest = Backups.verified(source, "changing");
    List<ChunkId> common =
        Backups.chunks(newest).stream().filter(Backups.chunks(shared)::contains).toList();
    return new Three(older, shared, newest, common.getLast());
  }

  private static Path fileOf(ChunkId chunk) {
    return RestoreStack.diskFile(chunk.objectKey());
  }

  private static JsonPath failed(String source, String target) {
    JsonPath job =
        Restores.ended(Restores.begun(Map.of("source", source, "targetDatabase", target)));
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(Databases.exists(target)).isFalse();
    assertThat(Databases.working(job.getString("id"))).isEmpty();
    return job;
  }

  @Test
  void aMissingChunkIsNamedTheBackupQuarantinedAndTheNextSoundOneOffered() throws IOException {
    Three backups = backups("lost");
    Files.delete(fileOf(backups.common()));

    JsonPath job = failed("lost", "from lost");

    assertThat(job.getString("failure.errorClass")).isEqualTo("BACKUP_DAMAGED");
    assertThat(job.getString("failure.message")).contains(backups.common().hex(), "MISSING");
    assertThat(job.getString("failure.nextStep"))
        .contains(backups.older(), "everything after", "lost")
        .doesNotContain(backups.shared());
    assertThat(Backups.markOf(backups.newest())).contains(Outcome.FAILED);
    assertThat(Backups.markOf(backups.shared())).contains(Outcome.PASSED);
    Restores.ask(ServiceStack.ADMIN, Map.of("source", "lost", "backupId", backups.newest()))
        .statusCode(409);
  }

  @Test
  void aFlippedBitIsNamedAndTheBackupIsTheLatestNoMore() throws IOException {
    Three backups = backups("damaged");
    byte[] bytes = Files.readAllBytes(fileOf(backups.common()));
    bytes[bytes.length / 2] ^= 1;
    Files.write(fileOf(backups.common()), bytes);

    JsonPath job = failed("damaged", "from damaged");

    assertThat(job.getString("failure.errorClass")).isEqualTo("BACKUP_DAMAGED");
    assertThat(job.getString("failure.message")).contains(backups.common().hex(), "DAMAGED");
    assertThat(latest("damaged")).isNotEqualTo(backups.newest());
    try (Told told = new Told()) {
      RestoreFailed event =
          told.first(
              RestoreFailed.class, e -> e.restoreId().toString().equals(job.getString("id")));
      assertThat(event.failure().errorClass()).isEqualTo(ErrorClass.BACKUP_DAMAGED);
      assertThat(event.failure().nextStep()).contains(backups.older());
    }
    Restores.restored(
        Map.of("source", "damaged", "backupId", backups.older(), "targetDatabase", "from older"));
    assertThat(Databases.count("from older", "big")).isZero();
  }

  private static String latest(String source) {
    return Restores.as(ServiceStack.VIEWER)
        .queryParam("source", source)
        .get("/recovery-points/latest")
        .then()
        .statusCode(200)
        .extract()
        .path("backupId");
  }
}
