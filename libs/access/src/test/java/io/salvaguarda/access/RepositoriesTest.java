package io.salvaguarda.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {

  @TempDir Path folder;

  private Repositories repositories() {
    var disk = new DirectoryRepositoryConfig("disk", folder.resolve("disk"), Secret.of("open"));
    SuiteConfig config =
        new SuiteConfig(
            Map.of("disk", disk), Map.of(), Map.of(), Map.of(), Map.of(), "dba", List.of());
    return new Repositories(config, RetryPolicy.DEFAULT);
  }

  @Test
  void whoOnlyReadsNeverMakesARepository() throws IOException {
    try (Repositories repositories = repositories()) {
      assertThatThrownBy(() -> repositories.existing("disk"))
          .isInstanceOf(RepositoryException.Absent.class);
    }
    assertThat(folder.resolve("disk/repository.json")).doesNotExist();
  }

  @Test
  void whoWritesMakesItOnceAndWhoReadsFindsIt() throws IOException {
    try (Repositories repositories = repositories()) {
      var made = repositories.get("disk");
      assertThat(repositories.existing("disk")).isSameAs(made);
    }
    try (Repositories later = repositories()) {
      assertThat(later.existing("disk").list()).isEmpty();
    }
  }
}
