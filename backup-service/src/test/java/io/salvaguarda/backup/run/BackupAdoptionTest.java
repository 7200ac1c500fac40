package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The source {@code adopted} has no server: what is told of it can only be what was there. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupAdoptionTest {

  @Test
  void aManifestThatADeadAttemptHadPublishedIsAdoptedOnce() throws IOException {
    UUID job = UUID.randomUUID();
    Instant created = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    BackupId id = BackupNames.of("adopted", BackupId.Kind.LOGICAL, job, created, Optional.empty());
    publish(id, job.toString());

    runningWithADeadWorker(job, created);

    JsonPath ended = Rest.ended(job);
    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getString("result.backupId")).isEqualTo(id.toString());
    assertThat(Rest.backup(id.toString()).getString("jobId")).isEqualTo(job.toString());
    try (Told told = new Told()) {
      BackupCompleted completed = told.first(BackupCompleted.class, e -> e.jobId().equals(job));
      assertThat(completed.attempt()).isEqualTo(1);
      assertThat(completed.rows()).isEqualTo(7000);
      assertThat(told.all(BackupCompleted.class, e -> e.jobId().equals(job))).hasSize(1);
    }
  }

  @Test
  void somebodyElsesManifestIsNotAdopted() throws IOException {
    UUID job = UUID.randomUUID();
    Instant created = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    BackupId id = BackupNames.of("adopted", BackupId.Kind.LOGICAL, job, created, Optional.empty());
    publish(id, UUID.randomUUID().toString());

    runningWithADeadWorker(job, created);

    assertThat(Rest.ended(job).getString("state")).isEqualTo("FAILED");
    BackupStack.repository("disk").delete(id);
  }

  private static void publish(BackupId id, String jobId) throws IOException {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    try (BackupWriter writer = BackupStack.repository("disk").newBackup(id)) {
      writer.write("dump", new ByteArrayInputStream(new byte[1000]), Progress.NONE);
      writer.commit(
          new BackupFacts(
              "never",
              jobId,
              1,
              Instant.now().minusSeconds(30),
              Instant.now().minusSeconds(20),
              nothing,
              nothing,
              FactsCollector.ofCopy(BackupStack.source().connection("shop"), Side.SOURCE, false)
                  .collect()
                  .orThrow()
                  .toJson()));
    }
  }

  private static void runningWithADeadWorker(UUID job, Instant created) {
    CatalogSql.execute(
        """
        insert into job (id, kind, exclusive_key, source_id, state, attempt, max_attempts, owner,
                         lease_until, run_after, deadline_at, requested_by, payload, created_at,
                         started_at)
        values ('%s', 'backup', 'adopted/LOGICAL', 'adopted', 'RUNNING', 1, 3, 'dead-worker',
                clock_timestamp() - interval '1 second', clock_timestamp(),
                clock_timestamp() + interval '1 hour', 'test',
                '{"kind":"LOGICAL","trigger":"REQUEST","plan":"never","team":"dba"}', '%s', '%s')
        """
            .formatted(job, created, created));
  }
}
