package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalRestoreTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";
  private static final String BACKUP = "shop/physical/2026-01-04_03-00-00-1a2b3c";

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
  void aRestoreThatSucceedsSaysWhatItReachedAndWhatIsNotInIt() {
    services
        .on("POST /restores", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            ("{'state':'SUCCEEDED','result':{'backupId':'%s','targetDirectory':'/srv/a','host':'h1','reachedLsn':'0/5000148','dataLoss':'the"
                    + " rest','notes':['mind this']}}")
                .formatted(BACKUP));

    Commands.Result result =
        salva.run(
            "restore",
            "run",
            "shop",
            "--physical",
            "--to-directory",
            "/srv/a",
            "--lsn",
            "0/5000100",
            "--exclusive",
            "--port",
            "5499");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            restored %s into /srv/a; not in it: the rest
            replayed to 0/5000148, on h1; its last transaction is of -
            note: mind this
            """
                .formatted(BACKUP));
    assertThat(services.last("POST /restores").body())
        .isEqualTo(
            "{\"source\":\"shop\",\"kind\":\"physical\",\"targetDirectory\":\"/srv/a\","
                + "\"target\":{\"lsn\":\"0/5000100\",\"inclusive\":false},\"port\":5499}");
  }

  @Test
  void aReplicaIsAskedForAndToldOf() {
    services
        .on("POST /restores", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            "{'state':'SUCCEEDED','result':{'reachedLsn':'0/5000148','host':'h1','replica':"
                + "{'targetDirectory':'/srv/b','port':5500,'role':'r','lagMillis':12,"
                + "'passwordFile':'/srv/b/pass'}}}");

    Commands.Result result =
        salva.run(
            "restore",
            "run",
            "shop",
            "--physical",
            "--to-directory",
            "/srv/a",
            "--replica-directory",
            "/srv/b",
            "--port",
            "5499",
            "--replica-port",
            "5500");

    assertThat(result.out())
        .contains("its replica is /srv/b, for port 5500: it followed within 12 ms", "/srv/b/pass");
    assertThat(services.last("POST /restores").body())
        .endsWith("\"port\":5499,\"replicaDirectory\":\"/srv/b\",\"replicaPort\":5500}");
  }

  @Test
  void aPreviewIsShownAndNothingIsWaitedFor() {
    services.on(
        "POST /restores",
        "{'backupId':'%s','timeline':2,'backupBytes':1048576,'walBytes':1024,'dataLoss':'the rest'}"
            .formatted(BACKUP));

    Commands.Result result = salva.run("restore", "run", "shop", "--physical", "--preview");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("from backup  " + BACKUP, "1.0 MiB of the backup", "not in it    the rest");
    assertThat(services.last("POST /restores").body())
        .contains("\"target\":{\"latest\":true}", "\"preview\":true");
  }

  @ParameterizedTest
  @CsvSource({
    "--at,14:02",
    "--lsn,0/5",
    "--xid,700",
    "--to-directory,/x",
    "--timeline,2",
    "--replica-directory,/x"
  })
  void whatIsForClustersNeedsTheWord(String option, String value) {
    Commands.Result result = salva.run("restore", "run", "shop", option, value);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--physical");
  }

  @Test
  void theWindowIsATable() {
    services.on(
        "GET /recovery-window",
        "{'ranges':[{'fromLsn':'0/2000100','toLsn':'0/5000000','timeline':1,'broken':true}]}");

    assertThat(salva.run("restore", "window", "shop").out())
        .contains("0/2000100", "0/5000000", "WAL is missing");
    assertThat(services.last("GET /recovery-window").query()).isEqualTo("source=shop");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T14:02:00Z, 2026-01-31T14:02:00Z",
    "2026-01-31T14:02:00-03:00, 2026-01-31T17:02:00Z",
    "2026-01-31 14:02, 2026-01-31T17:02:00Z",
    "2026-01-31 14:02:03.5, 2026-01-31T17:02:03.500Z",
    "14:02, 2026-02-01T17:02:00Z",
    "16:02, 2026-01-31T19:02:00Z"
  })
  void aTimeIsReadAsAPersonMeansIt(String typed, Instant meant) {
    Instant now = Instant.parse("2026-02-01T18:00:00Z");

    assertThat(GivenTime.of(typed, now, ZoneId.of("America/Sao_Paulo"))).isEqualTo(meant);
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> GivenTime.of("teatime")).hasMessageContaining("write 14:02");
  }
}
