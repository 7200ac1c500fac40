package io.salvaguarda.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisksTest {

  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir Path folder;

  @Test
  void twoFoldersOfOneDiskNameTheSameDiskAndOneOfAnotherDoesNot() throws IOException {
    assumeThat(MEMORY).isDirectory();
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(disk(folder)).isPresent().isEqualTo(disk(other));
    assertThat(disk(MEMORY)).isPresent().isNotEqualTo(disk(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nas.example.org:/export/backups", "//nas/backups", "10.0.0.1,10.0.0.2:/"})
  void aShareIsTheSameDiskOnEveryMachine(String device) {
    assertThat(Disks.isShare(device)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/vda", "/dev/mapper/vg-lv", "tmpfs", "none", "overlay", "pool/data"})
  void everyMachineHasAFirstDiskOfItsOwn(String device) {
    assertThat(Disks.isShare(device)).isFalse();
  }

  private static Optional<String> disk(Path folder) throws IOException {
    return Measured.of(folder).disk();
  }
}
