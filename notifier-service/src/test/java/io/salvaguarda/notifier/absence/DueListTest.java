package io.salvaguarda.notifier.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueListTest {

  private static final String YAML =
      """
      version: 1
      repositories:
        main: { type: directory, path: /x, passphrase: "correct horse battery staple" }
      plans:
        daily: { logical: "0 2 * * *", deadline: 3h, drill: never }
      sources:
        shop: { type: postgresql, host: h, database: d, user: u, password: p, plan: daily, repository: main %s }
      teams:
        dba: { channels: [mail] }
      channels:
        mail: { type: mail, to: [dba@example.org] }
      defaultTeam: dba
      """;

  @TempDir Path folder;

  @Test
  void aDatabaseIsBackedUpAndVerified() throws IOException {
    assertThat(ids("")).containsExactly("BACKUP/shop/logical", "VERIFICATION/shop/logical");
  }

  @Test
  void aClusterWhoseLogIsKeptIsBackedUpAsAWholeAndItsWindowProven() throws IOException {
    assertThat(ids(", replicationUser: r, replicationPassword: p, wal: stream"))
        .containsExactly(
            "BACKUP/shop/logical",
            "VERIFICATION/shop/logical",
            "BACKUP/shop/physical",
            "VERIFICATION/shop/physical",
            "WINDOW_PROOF/shop/");
  }

  @Test
  void aBackupMayTakeItsPlansDeadlineAndVerificationsOfManyADay() throws IOException {
    assertThat(dues(""))
        .extracting(Due::allowance)
        .containsExactly(Duration.ofHours(3), Duration.ofDays(1));
  }

  private List<String> ids(String more) throws IOException {
    return dues(more).stream().map(Due::id).toList();
  }

  private List<Due> dues(String more) throws IOException {
    Path file = Files.writeString(folder.resolve("salvaguarda.yaml"), YAML.formatted(more));
    return switch (ConfigLoader.load(file, Map.of())) {
      case LoadResult.Loaded loaded ->
          DueList.of(loaded.config(), new Allowances(Duration.ofHours(12)));
      case LoadResult.Broken broken -> throw new AssertionError(broken.mistakes());
    };
  }
}
