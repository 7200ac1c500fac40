package io.salvaguarda.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Step 2: a backup on demand, with its progress. */
record BackupStep(Scene scene) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  BackupCompleted run() {
    scene.stage().step(2, "Back testdb up");
    String job =
        scene
            .rest()
            .post(SuiteService.BACKUP, "/backups", Map.of("source", Scene.SOURCE))
            .path("jobId")
            .asText();
    scene.stage().say("POST /backups {\"source\":\"testdb\"} → job " + job);
    JsonNode ended = scene.jobs().succeeded(SuiteService.BACKUP, job, PATIENCE, this::show);
    BackupCompleted completed =
        Waiting.forThis(
            "backup.completed on Kafka",
            DELIVERY,
            () ->
                scene
                    .timeline()
                    .find(BackupCompleted.class, event -> event.jobId().toString().equals(job)));
    StepFailed.unless(
        completed.backupId().equals(ended.at("/result/backupId").asText()),
        "the event names " + completed.backupId() + ", the job " + ended.path("result"));
    StepFailed.unless(
        completed.plainBytes() > 0 && completed.storedBytes() > 0,
        "the backup holds nothing: " + completed);
    scene.figures().backup(completed);
    tell(completed);
    return completed;
  }

  private void show(JsonNode progress) {
    Duration elapsed = Duration.ofMillis(progress.path("elapsedMillis").asLong());
    scene
        .stage()
        .progress(
            String.format(
                Locale.ROOT,
                "%-9s %s read of about %s, %s stored, %s, %s",
                progress.path("phase").asText(),
                Quantity.megabytes(progress.path("plainBytes").asLong()),
                Quantity.megabytes(progress.path("estimatedBytes").asLong()),
                Quantity.megabytes(progress.path("storedBytes").asLong()),
                Quantity.rate(progress.path("bytesPerSecond").asLong(), Duration.ofSeconds(1)),
                Quantity.seconds(elapsed)));
  }

  private void tell(BackupCompleted completed) {
    Duration took = Duration.between(completed.startedAt(), completed.completedAt());
    scene.stage().say("backup " + completed.backupId());
    scene
        .stage()
        .say(
            Quantity.megabytes(completed.plainBytes())
                + " read, "
                + Quantity.megabytes(completed.storedBytes())
                + " stored in "
                + completed.newChunks()
                + " chunks, "
                + Quantity.rate(completed.plainBytes(), took)
                + ", PostgreSQL "
                + completed.serverVersion());
    scene.stage().done("backup.completed");
  }
}
