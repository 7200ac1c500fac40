package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
  private static final String BROKEN =
      """
      version: 1
      sources:
        a: { type: mysql }
      plans:
        p: { logical: "0 25 * * *" }
      """;

  private static final String GOOD =
      """
      version: 1
      repositories: { disk: { type: directory, path: /var/backups, passphrase: "${PASS}" } }
      sources: {}
      channels: { me: { type: mail, to: [me@example.org] } }
      teams: { me: { channels: [me] } }
      defaultTeam: me
      """;

  @TempDir Path folder;

  @Test
  void everyMistakeIsToldWithLineColumnAndRemedy() throws IOException {
    Path file = write(BROKEN);

    Commands.Result result = new Commands(folder).run("config", "check", file.toString());

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(file + ":3:14 ").contains(file + ":5:17 ");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void mistakesAreJsonForPrograms() throws IOException {
    Path file = write(BROKEN);

    Commands.Result result = new Commands(folder).run("config", "check", "--json", file.toString());
    JsonNode json = Json.MAPPER.readTree(result.out());

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(json.path("valid").asBoolean(true)).isFalse();
    assertThat(json.path("mistakes"))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            mistake -> {
              assertThat(mistake.path("line").asInt()).isPositive();
              assertThat(mistake.path("remedy").asText()).isNotEmpty();
            });
  }

  @Test
  void aGoodFileIsSaidToBeGood() throws IOException {
    Path file = write(GOOD);
    Commands salva = new Commands(folder).with("PASS", "a long enough passphrase");

    assertThat(salva.run("config", "check", file.toString()).exit()).isZero();
    assertThat(salva.run("config", "check", "--json", file.toString()).out())
        .contains("\"valid\" : true");
    assertThat(salva.with("SALVAGUARDA_CONFIG", file.toString()).run("config", "check").out())
        .contains("is good: 0 sources, 1 repositories");
  }

  @Test
  void aFileThatIsMissingIsBroken() {
    assertThat(new Commands(folder).run("config", "check", "/nowhere.yaml").exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(new Commands(folder).run("config", "check").err()).contains("SALVAGUARDA_CONFIG");
  }

  @Test
  void whatTheFileHoldsCannotMoveTheCursor() throws IOException {
    Path file = write("version: 1\n\"evil\\e[2J\": 1\n");

    assertThat(new Commands(folder).run("config", "check", file.toString()).err())
        .doesNotContain("\u001b");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("salvaguarda.yaml"), text);
  }
}
