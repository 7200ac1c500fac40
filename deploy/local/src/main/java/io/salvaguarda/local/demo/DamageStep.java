package io.salvaguarda.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.local.stack.SuiteService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Step 5: one byte is flipped in the store, and it does not go unnoticed. */
record DamageStep(Scene scene) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SECONDS = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;

  void run(BackupCompleted backup) {
    scene.stage().step(5, "Flip one byte of a stored chunk and verify again");
    Notices.Mark mark = scene.notices().mark();
    Path chunk = StoredChunks.in(scene.stack().s3().objectFile("chunks")).flipOneByteOfTheBiggest();
    String chunkId = chunk.getFileName().toString();
    scene.stage().say("one byte flipped in " + chunk);
    String id =
        scene
            .rest()
            .post(SuiteService.VERIFY, "/verifications", Map.of("backupId", backup.backupId()))
            .path("jobId")
            .asText();
    VerificationFailed failed =
        Waiting.forThis("verification.failed on Kafka", PATIENCE, () -> failed(id));
    Finding finding =
        failed.findings().stream()
            .filter(found -> found.object().contains(chunkId))
            .findFirst()
            .orElseThrow(
                () ->
                    new StepFailed("no finding names chunk " + chunkId + ": " + failed.findings()));
    scene.stage().say("verification.failed: " + finding.code() + " " + finding.object());
    String errorClass = failed.failure().errorClass().name();
    Notices.Notice notice = scene.notices().await(mark, errorClass, SECONDS);
    NoticeShow.on(scene.stage(), notice);
    scene.figures().notice("verification.failed", scene.timeline().timeOf(failed), notice);
    quarantined(backup);
    notOffered(backup);
    scene.stage().done("the damage was found, the team knows, and the backup is out of use");
  }

  private Optional<VerificationFailed> failed(String id) {
    scene
        .timeline()
        .find(VerificationPassed.class, event -> event.verificationId().toString().equals(id))
        .ifPresent(
            event -> {
              throw new StepFailed("the damaged backup PASSED its verification: " + event);
            });
    return scene
        .timeline()
        .find(VerificationFailed.class, event -> event.verificationId().toString().equals(id));
  }

  private void quarantined(BackupCompleted backup) {
    Waiting.forThis(
        "QUARANTINED in GET /backups",
        SECONDS,
        () -> {
          for (JsonNode listed : scene.rest().get(SuiteService.BACKUP, "/backups?source=testdb")) {
            if (listed.path("backupId").asText().equals(backup.backupId())
                && listed.path("status").asText().equals("QUARANTINED")) {
              return Optional.of(listed);
            }
          }
          return Optional.empty();
        });
    scene.stage().say("GET /backups → " + backup.backupId() + " QUARANTINED");
  }

  private void notOffered(BackupCompleted backup) {
    String path = "/recovery-points/latest?source=testdb";
    Rest.Answer answer =
        Waiting.forThis(
            "the end of the damaged backup as the latest recovery point",
            SECONDS,
            () ->
                Optional.of(scene.rest().ask(SuiteService.RESTORE, path))
                    .filter(seen -> !isOffered(seen, backup)));
    StepFailed.unless(
        answer.status() == NOT_FOUND,
        "GET " + path + " answered " + answer.status() + ": " + answer.body());
    scene.stage().say("GET " + path + " → 404: " + answer.body().path("detail").asText());
  }

  private static boolean isOffered(Rest.Answer answer, BackupCompleted backup) {
    return answer.status() == 200
        && answer.body().path("backupId").asText().equals(backup.backupId());
  }
}
