package io.salvaguarda.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.local.stack.SourceDatabase;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Step 4: Alice is lost, found in a restored database, and back where she belongs. */
record RestoreStep(Scene scene) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration DELIVERY = Duration.ofSeconds(30);
  private static final String RESTORED = "testdb_restored";
  private static final String CONFIRMATION = "replace " + SourceDatabase.NAME;

  void run(BackupCompleted backup) {
    scene.stage().step(4, "Delete Alice and bring her back");
    SourceDatabase source = scene.stack().sourceDatabase();
    Users users = new Users(source.owner());
    String before = users.alice().orElseThrow(() -> new StepFailed("Alice was never in testdb"));
    scene.stage().say("before:              " + before);
    users.deleteAlice();
    StepFailed.unless(users.alice().isEmpty(), "Alice is still there after she was deleted");
    scene.stage().say("delete from users where name = 'Alice' → she is gone, her orders too");

    RestoreCompleted aside =
        restore(backup, Map.of("source", Scene.SOURCE, "targetDatabase", RESTORED));
    Users restored = new Users(scene.stack().sourceServer().connection(RESTORED));
    require(before, restored.alice(), RESTORED);
    scene.stage().say("in " + RESTORED + ":  " + before);
    StepFailed.unless(users.alice().isEmpty(), "a restore beside testdb has changed testdb");

    RestoreCompleted swapped =
        restore(backup, Map.of("source", Scene.SOURCE, "swap", Map.of("confirm", CONFIRMATION)));
    StepFailed.unless(swapped.swapped(), "the restored database was not swapped in: " + swapped);
    require(before, users.alice(), SourceDatabase.NAME);
    scene.stage().say("in testdb again:     " + before);
    scene.stage().say("the database that was replaced is kept as " + swapped.previousDatabase());
    scene
        .figures()
        .restored(
            "restore into a new database",
            Duration.between(aside.startedAt(), aside.completedAt()));
    scene
        .figures()
        .restored("restore and swap", Duration.between(swapped.startedAt(), swapped.completedAt()));
    scene.stage().done("Alice is back");
  }

  private RestoreCompleted restore(BackupCompleted backup, Map<String, ?> wanted) {
    JsonNode accepted = scene.rest().post(SuiteService.RESTORE, "/restores", wanted);
    String job = accepted.path("jobId").asText();
    scene.stage().say("POST /restores " + wanted + " → job " + job);
    JsonNode ended = scene.jobs().succeeded(SuiteService.RESTORE, job, PATIENCE, this::show);
    RestoreCompleted completed =
        Waiting.forThis(
            "restore.completed on Kafka",
            DELIVERY,
            () ->
                scene
                    .timeline()
                    .find(RestoreCompleted.class, e -> e.restoreId().toString().equals(job)));
    StepFailed.unless(
        completed.backupId().equals(backup.backupId()),
        "another backup was restored: " + completed);
    String loss = ended.at("/result/dataLoss").asText();
    scene
        .stage()
        .say(
            "restored "
                + Quantity.megabytes(completed.bytes())
                + " in "
                + Quantity.seconds(completed.startedAt(), completed.completedAt())
                + (loss.isEmpty() ? "" : "; lost: " + loss));
    return completed;
  }

  private void show(JsonNode progress) {
    scene
        .stage()
        .progress(
            progress.path("phase").asText()
                + " "
                + Quantity.megabytes(progress.path("doneBytes").asLong())
                + " of "
                + Quantity.megabytes(progress.path("totalBytes").asLong()));
  }

  private static void require(String alice, Optional<String> found, String database) {
    StepFailed.unless(
        found.filter(alice::equals).isPresent(),
        "Alice was to be in " + database + " as " + alice + ", found: " + found.orElse("nobody"));
  }
}
