package io.salvaguarda.restore.storage;

import io.salvaguarda.access.Scratch;
import io.salvaguarda.kit.storage.WrittenFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The scratch folder. */
@ApplicationScoped
class ScratchDisk implements WrittenFolders {

  private final Scratch scratch;

  ScratchDisk(Scratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public Collection<Path> folders() {
    return List.of(scratch.path());
  }
}
