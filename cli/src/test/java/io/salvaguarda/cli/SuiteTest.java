package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteTest {
  private static final String NOWHERE = "http://127.0.0.1:1";

  @TempDir Path home;
  private SpokenServices services;

  @BeforeEach
  void start() throws IOException {
    services = new SpokenServices().on("GET /backups", "[]");
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void theLocalStackIsFoundByItsFile() throws IOException {
    writeCliJson(services.url());

    Commands.Result result = new Commands(home).run("backup", "list");

    assertThat(result.exit()).isZero();
    assertThat(result.out().strip()).isEqualTo("no backups");
    assertThat(services.last("GET /backups").header("Authorization")).isEqualTo("Bearer from-file");
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws IOException {
    writeCliJson(NOWHERE);

    Commands salva =
        new Commands(home)
            .with("SALVA_BACKUP_URL", services.url() + "/")
            .with("SALVA_TOKEN", "from-environment");

    assertThat(salva.run("backup", "list").exit()).isZero();
    assertThat(services.last("GET /backups").header("Authorization"))
        .isEqualTo("Bearer from-environment");
  }

  @Test
  void optionsGoBeforeTheEnvironmentWhereverTheyStand() throws IOException {
    Path token = Files.writeString(home.resolve("other"), "from-option");
    Commands salva = new Commands(home, NOWHERE);
    String[] options = {"--backup-url", services.url(), "--token-file", token.toString()};

    assertThat(salva.run("backup", "list", options[0], options[1], options[2], options[3]).exit())
        .isZero();
    assertThat(salva.run(options[0], options[1], options[2], options[3], "backup", "list").exit())
        .isZero();
    assertThat(services.last("GET /backups").header("Authorization"))
        .isEqualTo("Bearer from-option");
  }

  @Test
  void anotherHomeMayBeNamed() throws IOException {
    writeCliJson(services.url());

    Commands salva = new Commands(home.resolve("none"));

    assertThat(salva.run("backup", "list", "--home", home.toString()).exit()).isZero();
  }

  @Test
  void withoutASuiteItSaysWhatToSet() {
    Commands.Result result = new Commands(home).run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("SALVA_BACKUP_URL").contains("./salva up");
  }

  @Test
  void withoutATokenNothingIsAsked() {
    Commands.Result result =
        new Commands(home, services.url()).without("SALVA_TOKEN").run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("SALVA_TOKEN");
    assertThat(services.count("GET /backups")).isZero();
  }

  @Test
  void aTokenFileThatIsMissingIsNamed() {
    Commands.Result result =
        new Commands(home, services.url())
            .without("SALVA_TOKEN")
            .with("SALVA_TOKEN_FILE", "/nowhere/token")
            .run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("/nowhere/token cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"se cret", "sec\nret", "sec\u001bret", "secrét"})
  void aTokenThatCannotBeSentIsRefusedAndNotShown(String token) {
    Commands.Result result =
        new Commands(home, services.url()).with("SALVA_TOKEN", token).run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("token").doesNotContain("sec", "ret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8081", "file:///etc/passwd", "http://", "ht tp://x", "nonsense"})
  void aUrlThatIsNoneIsAUsageMistake(String url) {
    Commands.Result result =
        new Commands(home, services.url()).with("SALVA_BACKUP_URL", url).run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(url).contains("http://host:8081");
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Files.writeString(home.resolve("cli.json"), "{");

    Commands.Result result = new Commands(home).run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("cli.json");
  }

  @Test
  void aFileOfAnotherUserIsNotTrustedUnlessItWasNamed() throws IOException {
    Path foreign = Files.writeString(home.resolve("cli.json"), "{}");
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (root) {
      Files.setAttribute(foreign, "unix:uid", 65534);
    } else {
      foreign = Path.of("/etc/passwd");
    }
    Path notOurs = foreign;

    assertThatThrownBy(() -> LocalSettings.requireOurs(notOurs))
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("another user");
    LocalSettings.requireOurs(Files.writeString(home.resolve("ours"), ""));
  }

  private void writeCliJson(String url) throws IOException {
    Path token = Files.writeString(home.resolve("token"), "from-file\n");
    Files.writeString(
        home.resolve("cli.json"),
        "{\"services\":{\"backup\":\"%s\"},\"tokenFile\":\"%s\"}".formatted(url, token));
  }
}
