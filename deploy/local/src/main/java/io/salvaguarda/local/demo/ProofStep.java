package io.salvaguarda.local.demo;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import java.time.Duration;
import java.util.Optional;

/** Step 3: the backup is proven by restoring it, without anybody asking. */
record ProofStep(Scene scene) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  void run(BackupCompleted backup) {
    scene
        .stage()
        .step(3, "verify-service restores it into a throwaway cluster and compares the facts");
    VerificationPassed passed =
        Waiting.forThis("verification.passed on Kafka", PATIENCE, () -> passed(backup));
    StepFailed.unless(
        passed.level() == Level.CONTENT, "only level " + passed.level() + " was proven");
    StepFailed.unless(
        passed.tablesCompared() == backup.tables() && passed.rowsCompared() == backup.rows(),
        "compared "
            + passed.tablesCompared()
            + " tables and "
            + passed.rowsCompared()
            + " rows, but the backup has "
            + backup.tables()
            + " and "
            + backup.rows());
    scene.figures().verified(passed);
    scene
        .stage()
        .done(
            "PASSED, level "
                + passed.level()
                + ": "
                + passed.tablesCompared()
                + " tables and "
                + Quantity.count(passed.rowsCompared())
                + " rows compared, "
                + Quantity.seconds(passed.backupCompletedAt(), passed.completedAt())
                + " after backup.completed");
  }

  private Optional<VerificationPassed> passed(BackupCompleted backup) {
    scene
        .timeline()
        .find(VerificationFailed.class, event -> event.backupId().equals(backup.backupId()))
        .ifPresent(
            event -> {
              throw new StepFailed("the good backup failed its verification: " + event);
            });
    scene
        .timeline()
        .find(
            VerificationInconclusive.class,
            event -> event.backupId().equals(backup.backupId()) && !event.willRetry())
        .ifPresent(
            event -> {
              throw new StepFailed("the verification could not be finished: " + event.failure());
            });
    return scene
        .timeline()
        .find(VerificationPassed.class, event -> event.backupId().equals(backup.backupId()));
  }
}
