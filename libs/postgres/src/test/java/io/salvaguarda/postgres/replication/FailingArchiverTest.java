package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.tools.JobFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FailingArchiverTest {

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
  void aBackupDoesNotWaitUntilItsLogIsArchivedBecauseItHoldsThat() throws Exception {
    Path folder = Primary.newFolder();
    var options = new BaseBackup.Options("not archived", true, OptionalInt.empty());
    try (Primary primary = Primary.start(Map.of("archive_mode", "on", "archive_command", "false"));
        BaseBackup backup = BaseBackup.start(primary.replicator(), options).orThrow()) {
      Unpacked.into(folder.resolve("data"), backup);

      assertThat(Unpacked.complaint(folder.resolve("data"))).isEmpty();
      assertThat(primary.query("select last_archived_wal from pg_stat_archiver")).isNull();
    } finally {
      JobFolder.wipe(folder);
    }
  }
}
