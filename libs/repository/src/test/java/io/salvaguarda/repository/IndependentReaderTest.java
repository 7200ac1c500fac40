package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndependentReaderTest {

  @TempDir Path folder;

  @Test
  void aReaderWrittenFromTheDescriptionReadsWhatWeWrite() throws Exception {
    byte[] rows = SomeBytes.rows(5_000_000, 1);
    byte[] noise = SomeBytes.random(5_000_000, 2);
    BackupRepository repository =
        BackupRepository.create(new DirectoryObjectStore(folder.resolve("s")), "pass phrase");
    try (BackupWriter writer = repository.newBackup(TestBackups.FIRST)) {
      writer.write("dump", new ByteArrayInputStream(rows), Progress.NONE);
      writer.write("noise", new ByteArrayInputStream(noise), Progress.NONE);
      writer.commit(TestBackups.facts());
    }
    repository.mark(TestMarks.passed(TestBackups.FIRST));

    IndependentReader reader = new IndependentReader(folder.resolve("s"), "pass phrase");
    JsonNode manifest = reader.manifest(TestBackups.FIRST.toString());
    JsonNode streams = manifest.get("streams");

    assertThat(Arrays.equals(reader.stream(streams.get(0)), rows)).isTrue();
    assertThat(Arrays.equals(reader.stream(streams.get(1)), noise)).isTrue();
    assertThat(manifest.get("facts")).isEqualTo(TestBackups.facts().facts());
    assertThat(
            reader
                .document("backups/" + TestBackups.FIRST + "/verification.json")
                .get("outcome")
                .asText())
        .isEqualTo("PASSED");
  }
}
