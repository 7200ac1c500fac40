package io.salvaguarda.backup.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.StopOrder;
import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.store.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneStopTest {

  @TempDir Path folder;

  @Test
  void aPruneThatIsStoppedBetweenTwoChunksLetsGoOfTheLock() throws IOException {
    try (Repositories repositories = repositories()) {
      repositories.get("disk");
      Path stray = folder.resolve("chunks/00/" + "00".repeat(32));
      Files.createDirectories(stray.getParent());
      Files.write(stray, new byte[] {1});

      PruneRun stopped = new PruneRun(repositories, Staying.ALL, order(true), progress -> {});
      assertThatThrownBy(() -> stopped.run("disk", false))
          .isInstanceOf(CancellationException.class);

      PruneResult next =
          new PruneRun(repositories, Staying.ALL, order(false), p -> {}).run("disk", false);
      assertThat(next.outcome()).isEqualTo(PruneResult.Outcome.DONE);
      assertThat(next.figures().spared()).isEqualTo(new PruneFigures.Count(1, 1));
    }
  }

  private Repositories repositories() {
    var disk =
        new DirectoryRepositoryConfig(
            "disk", folder, new RepositoryKey.Passphrase(Secret.of("open")));
    return new Repositories(
        new SuiteConfig(
            Map.of("disk", disk), Map.of(), Map.of(), Map.of(), Map.of(), "dba", List.of()),
        RetryPolicy.DEFAULT);
  }

  private static StopOrder order(boolean stopped) {
    return new StopOrder() {
      @Override
      public void throwIfStopped() {
        if (stopped) {
          throw new CancellationException();
        }
      }

      @Override
      public void onStop(Runnable action) {
        // nothing blocks here
      }
    };
  }
}
