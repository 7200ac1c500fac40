package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.BackupId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupNamesTest {

  private static final UUID JOB = UUID.fromString("01a1fc89-fff3-79a5-af20-2e0356fa01a0");
  private static final Instant CREATED = Instant.parse("2026-03-01T02:00:00.999Z");

  @Test
  void aJobsBackupIsNamedAfterItsCreationAndItsId() {
    assertThat(name(Optional.empty())).isEqualTo("testdb/logical/2026-03-01_02-00-00-2e0356fa01a0");
  }

  @Test
  void anOlderBackupChangesNothing() {
    assertThat(name(Optional.of("2026-02-28_23-59-59-aaaaaaaaaaaa")))
        .isEqualTo("testdb/logical/2026-03-01_02-00-00-2e0356fa01a0");
  }

  @Test
  void aClockThatWentBackMakesNoLabelInThePast() {
    assertThat(name(Optional.of("2026-03-01_03-00-59-ffffffffffff")))
        .isEqualTo("testdb/logical/2026-03-01_03-01-00-2e0356fa01a0");
  }

  @Test
  void twoBackupsOfOneSecondAreInTheOrderOfTheirJobs() {
    assertThat(name(Optional.of("2026-03-01_02-00-00-ffffffffffff")))
        .isGreaterThan("testdb/logical/2026-03-01_02-00-00-ffffffffffff");
  }

  private static String name(Optional<String> newest) {
    return BackupNames.of("testdb", BackupId.Kind.LOGICAL, JOB, CREATED, newest).toString();
  }
}
