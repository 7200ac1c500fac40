package io.salvaguarda.postgres.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PgToolsTest {
  @Test
  void aMajorVersionThatIsNotInstalledNamesItsDebianPackage() {
    assertThat(PgTools.forServerMajor(11, Map.of()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().error()).isEqualTo(PostgresError.CONFIGURATION);
              assertThat(failed.failure().nextStep()).contains("postgresql-client-11");
            });
  }

  @Test
  void debiansWrapperAndFoldersOfOtherVersionsAreNotTaken() {
    int installed = PgTools.newest().orThrow().major();
    var environment =
        Map.of(
            "PATH",
            "relative:/usr/bin:/nowhere",
            PgTools.BIN_VARIABLE,
            "/usr/lib/postgresql/" + installed + "/bin");

    assertThat(PgTools.forServerMajor(installed + 1, environment))
        .isInstanceOf(Outcome.Failed.class);
    Path found = PgTools.forServerMajor(installed, environment).orThrow().find("pg_dump").orThrow();
    assertThat(found.getParent()).isNotEqualTo(Path.of("/usr/bin"));
  }

  @Test
  void aMissingServerProgramNamesTheServersPackage() {
    PgTools tools = PgTools.newest().orThrow();

    assertThat(tools.find("no_such_program")).isInstanceOf(Outcome.Failed.class);
  }
}
