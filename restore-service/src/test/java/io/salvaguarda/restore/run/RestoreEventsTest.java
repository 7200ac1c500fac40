package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class RestoreEventsTest {

  @Test
  void aRestoreIsToldFromItsStartToItsEnd() {
    String backup = Backups.verified("shop", "shop");
    Map<String, Object> body =
        Map.of("source", "shop", "backupId", backup, "targetDatabase", "told of");
    try (Told told = new Told()) {
      UUID job = UUID.fromString(Restores.restored(body).getString("id"));

      RestoreStarted started = told.first(RestoreStarted.class, e -> e.restoreId().equals(job));
      RestoreCompleted completed =
          told.first(RestoreCompleted.class, e -> e.restoreId().equals(job));

      RestoreTarget target =
          new RestoreTarget("127.0.0.1", RestoreStack.source().port(), "told of");
      assertThat(started)
          .isEqualTo(
              new RestoreStarted(
                  job, backup, "shop", BackupKind.LOGICAL, "dba", target, started.startedAt()));
      assertThat(completed.backupId()).isEqualTo(backup);
      assertThat(completed.sourceId()).isEqualTo("shop");
      assertThat(completed.target()).isEqualTo(target);
      assertThat(completed.startedAt()).isEqualTo(started.startedAt());
      assertThat(completed.completedAt()).isAfter(completed.startedAt());
      assertThat(completed.swapped()).isFalse();
      assertThat(completed.previousDatabase()).isNull();
      assertThat(completed.bytes()).isGreaterThan(100_000);
      assertThat(told.all(RestoreFailed.class, e -> e.restoreId().equals(job))).isEmpty();
    }
  }

  @Test
  void aFailedRestoreIsToldWithWhatToDo() {
    String backup = Backups.verified("shop", "shop");
    Map<String, Object> body =
        Map.of("source", "shop", "backupId", backup, "targetDatabase", "postgres");
    try (Told told = new Told()) {
      UUID job = UUID.fromString(Restores.ended(Restores.begun(body)).getString("id"));

      RestoreFailed failed = told.first(RestoreFailed.class, e -> e.restoreId().equals(job));

      assertThat(failed.backupId()).isEqualTo(backup);
      assertThat(failed.target().database()).isEqualTo("postgres");
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.TERMINAL);
      assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.TARGET_EXISTS);
      assertThat(failed.failure().nextStep()).contains("Choose a name");
      assertThat(told.all(RestoreCompleted.class, e -> e.restoreId().equals(job))).isEmpty();
    }
  }
}
