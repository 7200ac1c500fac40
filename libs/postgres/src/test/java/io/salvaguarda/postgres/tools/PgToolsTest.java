package io.salvaguarda.postgres.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aFolderOfMajorsServesServersOfItsVersionsAndNoClustersOfOurOwn(@TempDir Path majors)
      throws IOException {
    Path bin = Files.createDirectories(majors.resolve("29/bin"));
    for (String name : List.of("pg_dump", "initdb")) {
      Path tool = Files.writeString(bin.resolve(name), "#!/bin/sh\necho '(PostgreSQL) 29.1'\n");
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Map<String, String> environment = Map.of(PgTools.MAJORS_VARIABLE, "/nowhere:" + majors);

    PgTools tools = PgTools.forServerMajor(29, environment).orThrow();

    assertThat(tools.find("pg_dump").orThrow()).isEqualTo(bin.resolve("pg_dump"));
    assertThat(PgTools.servers(environment).map(PgTools::major)).startsWith(29);
    assertThat(PgTools.newest(environment).orThrow().major()).isLessThan(29);
    assertThat(PgTools.forServerMajor(28, environment)).isInstanceOf(Outcome.Failed.class);
  }
}
