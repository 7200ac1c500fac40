package io.salvaguarda.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  @TempDir Path folder;

  private void prepare(Path scratch) throws IOException {
    Scratch.take(Optional.of(scratch)).sweep();
  }

  @Test
  void othersMayPassTheScratchFolderButNotListIt() throws IOException {
    Path scratch = folder.resolve("scratch");

    prepare(scratch);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch)))
        .isEqualTo("rwx--x--x");
  }

  @Test
  void whatAKilledProcessLeftIsWipedAndWhatALivingOneUsesStays() throws IOException {
    Path left = Files.createDirectory(folder.resolve("salva-sandbox-left"));
    Files.writeString(left.resolve("secret"), "a dump");
    Files.createFile(folder.resolve("salva-sandbox-left.lock"));
    try (JobFolder living = JobFolder.create(folder, "spool", new ToolUser(Optional.empty()))) {
      prepare(folder);

      assertThat(left).doesNotExist();
      assertThat(living.path()).exists();
    }
  }

  @Test
  void aLinkThatSomebodyElseCouldHaveMadeIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

    assertThatThrownBy(() -> prepare(link))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SALVAGUARDA_SCRATCH");
  }
}
