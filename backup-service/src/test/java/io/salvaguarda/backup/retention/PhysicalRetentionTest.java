package io.salvaguarda.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Retentions;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept of a source that has both kinds of backups, and of its log. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class PhysicalRetentionTest {

  private static final int SEGMENT = 1 << 20;
  private static final String CLUSTER = "7412345678901234567";

  @Test
  void eachKindIsKeptByItselfAndTheLogThatNoBackupNeedsGoes() throws IOException {
    BackupRepository disk = BackupStack.repository("disk");
    archive(disk, 10);
    String first = backup(disk, 50, "0/200028");
    String second = backup(disk, 45, "0/500100");
    String third = backup(disk, 40, "0/800000");
    Rest.operator().post("/backups/rebuild");
    String dump = Rest.backedUp("expiring");
    Retentions.age(first, 50, "VERIFIED");
    Retentions.age(second, 45, "UNVERIFIED");
    Retentions.age(third, 40, "UNVERIFIED");

    // the dump is young and the second and third are the minimum; the last verified one stays too
    assertThat(reasons("physical"))
        .containsExactly("that may be good", "that may be good", "verified");
    Retentions.age(second, 0, "VERIFIED");
    assertThat(reasons("physical")).last().isEqualTo("older than 30 days");
    assertThat(reasons("logical")).containsExactly("younger than 30 days");

    Retentions.run("expiring");

    assertThat(disk.list("expiring"))
        .extracting(BackupId::toString)
        .containsExactlyInAnyOrder(dump, third, second);
    try (WalArchive wal = disk.wal("expiring")) {
      assertThat(wal.list(CLUSTER))
          .extracting(listed -> nameOf(listed))
          .containsExactly(segment(5), segment(6), segment(7), segment(8), segment(9), segment(10));
    }
    try (Told told = new Told()) {
      RetentionExecuted executed =
          told.first(RetentionExecuted.class, e -> e.sourceId().equals("expiring"));
      assertThat(executed.kind()).isEqualTo(BackupKind.PHYSICAL);
      assertThat(executed.deletedTotal()).isEqualTo(1);
    }
  }

  @Test
  void aKindThatIsNoneIsToldWithWhatWouldBeRight() {
    JsonPath problem =
        Rest.viewer()
            .queryParam("kind", "bucket")
            .get("/sources/expiring/retention")
            .then()
            .statusCode(400)
            .extract()
            .jsonPath();

    assertThat(problem.getString("field")).isEqualTo("kind");
    assertThat(problem.getString("detail")).contains("\"logical\" or \"physical\"");
  }

  private static String nameOf(ListedWal listed) {
    return listed.file().name();
  }

  private static List<String> reasons(String kind) {
    return Rest.viewer()
        .queryParam("kind", kind)
        .get("/sources/expiring/retention")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("backups.reason", String.class)
        .stream()
        .map(reason -> reason.replaceAll(".*newest ", ""))
        .toList();
  }

  private static String segment(int number) {
    return new Lsn((long) number * SEGMENT).segmentName(1, SEGMENT);
  }

  private static void archive(BackupRepository repository, int segments) throws IOException {
    try (WalArchive wal = repository.wal("expiring")) {
      for (int i = 1; i <= segments; i++) {
        byte[] bytes = new byte[SEGMENT];
        bytes[0] = (byte) i;
        wal.put(new WalFile(CLUSTER, segment(i)), new ByteArrayInputStream(bytes), SEGMENT);
      }
    }
  }

  /** One that holds nothing but its facts. */
  private static String backup(BackupRepository repository, int days, String startLsn)
      throws IOException {
    Instant at = Instant.now().minus(Duration.ofDays(days));
    BackupId id = BackupId.of("expiring", BackupId.Kind.PHYSICAL, at, "tiny");
    ClusterFacts facts =
        new ClusterFacts(
            ClusterFacts.FORMAT,
            "15.1",
            CLUSTER,
            1,
            startLsn,
            startLsn,
            SEGMENT,
            false,
            List.of(),
            List.of(),
            List.of(),
            1);
    try (BackupWriter writer = repository.newBackup(id)) {
      writer.write("base.tar", new ByteArrayInputStream(new byte[10]), (plain, stored) -> {});
      writer.commit(
          new BackupFacts(
              "never",
              UUID.randomUUID().toString(),
              1,
              at,
              at,
              JsonNodeFactory.instance.objectNode(),
              JsonNodeFactory.instance.objectNode(),
              facts.toJson()));
    }
    return id.toString();
  }
}
