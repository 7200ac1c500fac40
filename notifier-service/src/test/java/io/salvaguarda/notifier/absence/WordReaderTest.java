package io.salvaguarda.notifier.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.notifier.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WordReaderTest {

  private static final Instant AT = Instant.parse("2026-11-21T02:04:00Z");
  private static final String BACKUP = Facts.backupId("shop", 21);

  @Test
  void aBackupThatBeginsIsComeAndItsEndIsWaitedFor() {
    UUID job = UUID.randomUUID();

    assertThat(WordReader.read(Facts.backupStarted("shop", job, AT)))
        .containsExactly(
            new Word.Comes(Awaited.BACKUP, "shop", "logical", AT),
            new Word.Begins(Awaited.BACKUP_END, "shop", "logical/" + job, AT));
  }

  @Test
  void aFailureIsAWordAndNoAbsence() {
    assertThat(whats(Facts.backupFailed("shop", BackupKind.PHYSICAL, ErrorClass.DUMP_FAILED, AT)))
        .containsExactly("Comes BACKUP physical", "Comes BACKUP_END physical/…");
  }

  @Test
  void aCompletedBackupWaitsForItsProof() {
    assertThat(WordReader.read(Facts.backupCompleted("shop", 21, AT)))
        .contains(new Word.Begins(Awaited.PROOF_OF_NEW, "shop", "logical/" + BACKUP, AT));
  }

  @Test
  void aVerificationThatIsTriedAgainIsStillWaitedFor() {
    assertThat(whats(Facts.inconclusive("shop", 21, AT, true)))
        .containsExactly("Comes VERIFICATION logical", "Begins VERIFICATION_END logical/…");
    assertThat(whats(Facts.inconclusive("shop", 21, AT, false)))
        .containsExactly(
            "Comes VERIFICATION logical",
            "Comes PROOF_OF_NEW logical/…",
            "Comes VERIFICATION_END logical/…");
  }

  @Test
  void whatIsAboutNothingThatIsDueHasNoWords() {
    assertThat(WordReader.read(Facts.storageLow("/x", StorageThreshold.WARNING, AT))).isEmpty();
  }

  private static List<String> whats(SuiteEvent event) {
    return WordReader.read(event).stream()
        .map(
            word ->
                word.getClass().getSimpleName()
                    + " "
                    + word.what()
                    + " "
                    + word.about().replaceFirst("/.*", "/…"))
        .toList();
  }
}
