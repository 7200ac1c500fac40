package io.salvaguarda.backup.storage;

import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.storage.WrittenFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** The directory repositories and the scratch folder. */
@ApplicationScoped
class BackupDisks implements WrittenFolders {

  private final SuiteConfig config;
  private final Scratch scratch;

  BackupDisks(SuiteConfig config, Scratch scratch) {
    this.config = config;
    this.scratch = scratch;
  }

  @Override
  public Collection<Path> folders() {
    Stream<Path> repositories =
        config.repositories().values().stream()
            .filter(DirectoryRepositoryConfig.class::isInstance)
            .map(repository -> ((DirectoryRepositoryConfig) repository).path());
    return Stream.concat(repositories, Stream.of(scratch.path())).toList();
  }
}
