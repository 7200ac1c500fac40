package io.salvaguarda.verify.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path scratch;

  @Test
  void onlyThisProcessesUserCanReadADumpAndNothingStays() throws IOException {
    try (Spool spool = Spool.in(scratch, List.of("dump"))) {
      try (OutputStream dump = spool.sink("dump")) {
        dump.write(new byte[] {1, 2, 3});
      }
      Path file = fileIn(scratch);
      assertThat(modeOf(file)).isEqualTo("rw-------");
      assertThat(modeOf(file.getParent())).isEqualTo("rwx------");
      assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(scratch));
      assertThat(Files.getOwner(file.getParent())).isEqualTo(Files.getOwner(scratch));
      try (var in = spool.open("dump")) {
        assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
      }
    }
    assertThat(filesIn(scratch)).isEmpty();
  }

  @Test
  void aStreamOfALaterReleaseIsReadAndNotKept() throws IOException {
    try (Spool spool = Spool.in(scratch, List.of("dump"))) {
      try (OutputStream other = spool.sink("subscriptions")) {
        other.write(1);
      }
      assertThat(Files.size(fileIn(scratch))).isZero();
      assertThat(spool.globals()).isEmpty();
    }
  }

  private static Path fileIn(Path scratch) throws IOException {
    return filesIn(scratch).stream().filter(f -> f.endsWith("dump")).findFirst().orElseThrow();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String modeOf(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
