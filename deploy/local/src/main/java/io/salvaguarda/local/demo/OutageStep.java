package io.salvaguarda.local.demo;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Step 6: the source is away, so its backup fails, and the team hears why. */
record OutageStep(Scene scene) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration SECONDS = Duration.ofSeconds(60);

  void run() {
    scene.stage().step(6, "Stop the source PostgreSQL and ask for a backup");
    Notices.Mark mark = scene.notices().mark();
    scene.stack().sourceServer().stop();
    scene.stage().say("PostgreSQL on port " + scene.stack().sourceServer().port() + " is stopped");
    String job =
        scene
            .rest()
            .post(SuiteService.BACKUP, "/backups", Map.of("source", Scene.SOURCE))
            .path("jobId")
            .asText();
    scene.stage().say("POST /backups {\"source\":\"testdb\"} → job " + job);
    BackupFailed failed = Waiting.forThis("backup.failed on Kafka", PATIENCE, () -> failed(job));
    String errorClass = failed.failure().errorClass().name();
    scene.stage().say("backup.failed after attempt " + failed.attempt() + ": " + errorClass);
    StepFailed.unless(
        !failed.failure().nextStep().isBlank(), "the failure names no next step: " + failed);
    Notices.Notice notice = scene.notices().await(mark, errorClass, SECONDS);
    NoticeShow.on(scene.stage(), notice);
    scene.figures().notice("backup.failed", scene.timeline().timeOf(failed), notice);
    scene.stage().done("backup.failed, and the team knows what to do");
  }

  private Optional<BackupFailed> failed(String job) {
    scene
        .timeline()
        .find(BackupCompleted.class, event -> event.jobId().toString().equals(job))
        .ifPresent(
            event -> {
              throw new StepFailed("a backup of a stopped server was completed: " + event);
            });
    return scene.timeline().find(BackupFailed.class, event -> event.jobId().toString().equals(job));
  }
}
