package io.salvaguarda.restore.run;

import static io.salvaguarda.restore.testing.Restores.restored;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backups whose dumps several workers have made. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class ParallelRestoreTest {

  @Test
  void allOfItComesBackByAsManyAsMadeIt() throws Exception {
    String id = Backups.parallel("shop", "shop", 3);

    JsonPath job = restored(Map.of("source", "shop", "backupId", id, "targetDatabase", "by many"));

    assertThat(Databases.count("by many", "users")).isEqualTo(2000);
    assertThat(Databases.count("by many", "sales.orders")).isEqualTo(5000);
    assertThat(Databases.comment("by many")).isEqualTo("sells things");
    Manifest manifest = RestoreStack.repository("disk").manifest(BackupId.parse(id));
    assertThat(job.getLong("result.bytes")).isEqualTo(manifest.plainBytes());
  }

  @Test
  void oneConnectionDoesToo() {
    String id = Backups.parallel("shop", "shop", 3);

    restored(Map.of("source", "shop", "backupId", id, "targetDatabase", "by one", "jobs", 1));

    assertThat(Databases.count("by one", "sales.orders")).isEqualTo(5000);
  }

  @Test
  void oneTableComesAlone() {
    String id = Backups.parallel("shop", "shop", 3);

    restored(
        Map.of(
            "source",
            "shop",
            "backupId",
            id,
            "targetDatabase",
            "one of many",
            "tables",
            List.of("public.users")));

    assertThat(Databases.count("one of many", "users")).isEqualTo(2000);
    assertThat(Databases.count("one of many", "pg_tables where schemaname = 'sales'")).isZero();
  }

  @Test
  void aDumpOfOneWorkerTakesOneConnectionAndSaysSo() {
    String id = Backups.verified("shop", "shop");

    JsonPath job =
        restored(
            Map.of("source", "shop", "backupId", id, "targetDatabase", "not by many", "jobs", 4));

    assertThat(Databases.count("not by many", "users")).isEqualTo(2000);
    assertThat(job.getList("result.notes", String.class))
        .anyMatch(note -> note.contains("one worker"));
  }
}
