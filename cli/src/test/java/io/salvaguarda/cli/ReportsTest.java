package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";

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
  void sendingSaysToWhomEachReportGoesAndIsLoudWhenItGoesNowhere() {
    services
        .on("POST /reports", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            "{'state':'SUCCEEDED','result':{'reports':[{'reportId':'r1','team':'dba','sources':12,"
                + "'loud':1,'channels':['dba-mail']},{'reportId':'r2','team':'web','sources':3,"
                + "'loud':0,'channels':[]}]}}");

    Commands.Result result = salva.run("report", "send", "verification");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("dba: 1 of 12 sources need attention; sent to dba-mail (report r1)")
        .contains("web: 0 of 3 sources need attention; NOT SENT, the team has no mail channel");
    assertThat(services.last("POST /reports").body()).isEqualTo("{\"report\":\"verification\"}");
  }

  @Test
  void theEndingOfTheFileSaysInWhichFormTheReportIsWanted() throws IOException {
    services.on("GET /reports/now/drills", "%PDF-");
    Path file = home.resolve("drills.pdf");

    assertThat(
            salva.run("report", "show", "drills", "--team", "dba", "--to", file.toString()).exit())
        .isZero();

    assertThat(file).hasContent("%PDF-");
    assertThat(services.last("GET /reports/now/drills").header("Accept"))
        .startsWith("application/pdf");
    assertThat(services.last("GET /reports/now/drills").query()).isEqualTo("team=dba");
    assertThat(Files.exists(home.resolve("drills.doc"))).isFalse();
    assertThat(salva.run("report", "show", "drills", "--to", "drills.doc").err())
        .contains("does not end with .pdf, .html, .csv or .txt");
  }

  @Test
  void whatIsShownCannotMoveTheCursor() {
    services.on("GET /reports/r1", "all well \u001B[2J");

    assertThat(salva.run("report", "show", "--id", "r1").out())
        .contains("all well")
        .doesNotContain("\u001B");
    assertThat(salva.run("report", "show").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theStorageListSaysWhenAPlaceIsFullAndHowSureThatIs() {
    services.on(
        "GET /storage",
        """
        [{'place':'main','sort':'REPOSITORY','usedBytes':1073741824,'limitBytes':2147483648,
          'growthBytesPerDay':10485760.0,'outlook':'FULL','fullAt':'2026-05-01T00:00:00Z',
          'earliestFullAt':'2026-04-20T00:00:00Z','latestFullAt':null},
         {'place':'backup-service: /scratch','sort':'VOLUME','usedBytes':1024,'limitBytes':4096,
          'growthBytesPerDay':null,'outlook':'TOO_EARLY'}]
        """);

    assertThat(salva.run("report", "storage").out())
        .contains("1.0 GiB", "2.0 GiB", "+70.0 MiB", "2026-05-01", "2026-04-20")
        .contains("too few measurements");
  }
}
