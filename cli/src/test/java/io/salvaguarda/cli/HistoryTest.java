package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path home;
  private SpokenServices services;
  private Commands salva;

  @BeforeEach
  void aService() throws IOException {
    services = new SpokenServices();
    salva = new Commands(home, services.url());
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void whatEndedIsShownWithWhatItTookAndWhyItFailed() {
    services.on(
        "GET /history",
        """
        [{'endedAt':'2026-02-01T04:05:00Z','kind':'BACKUP','sourceId':'shop','outcome':'FAILED',
          'backupKind':'PHYSICAL','durationMillis':300000,'error':'no room'},
         {'endedAt':'2026-02-01T03:05:00Z','kind':'PRUNE','sourceId':'storage','outcome':'SUCCEEDED',
          'repository':'main','durationMillis':5000,'repositoryBytes':1048576}]
        """);

    Commands.Result result =
        salva.run("history", "--source", "shop", "--kind", "backup", "--from", "2026-02-01T00:00Z");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("physical backup", "5 min", "no room", "prune of main");
    assertThat(services.last("GET /history").query())
        .isEqualTo("source=shop&kind=backup&from=2026-02-01T00%3A00%3A00Z&limit=50");
  }

  @Test
  void theCsvIsTheServicesOwnWithoutALimit() {
    services.on("GET /history", "endedAt,kind\r\n2026-02-01T04:05:00Z,BACKUP\r\n");

    Commands.Result result = salva.run("history", "--csv");

    assertThat(result.out()).isEqualTo("endedAt,kind\r\n2026-02-01T04:05:00Z,BACKUP\r\n");
    assertThat(services.last("GET /history").query()).isEqualTo("null");
    assertThat(services.last("GET /history").header("Accept")).startsWith("text/csv");
  }

  @Test
  void aTimeThatIsNoneIsAMistakeInUsage() {
    Commands.Result result = salva.run("history", "--from", "yesterday");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("\"yesterday\" is no time");
  }
}
