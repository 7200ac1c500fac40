package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillsTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";
  private static final String BACKUP = "shop/physical/2026-01-04_03-00-00-1a2b3c";
  private static final String LIST =
      """
      [{'id':'1','sourceId':'shop','kind':'PHYSICAL','outcome':'COMPLETED','backupId':'b1',
        'requestedBy':'schedule','startedAt':'2026-02-01T04:00:00Z','endedAt':'2026-02-01T04:05:00Z',
        'recoveryMillis':300000,'lossMillis':8000,'reachedAt':'2026-02-01T03:59:52Z','bytes':1048576,
        'walBytes':1024,'steps':[{'name':'RESTORE','millis':200000},{'name':'RECOVER','millis':90000}]},
       {'id':'2','sourceId':'other','kind':'LOGICAL','outcome':'FAILED','requestedBy':'maria, dba',
        'startedAt':'2026-01-15T04:00:00Z','endedAt':'2026-01-15T04:05:00Z','steps':[],
        'failure':{'errorClass':'DISK_FULL','message':'no room'}},
       {'id':'3','sourceId':'shop','kind':'PHYSICAL','outcome':'COMPLETED','recoveryMillis':200000,
        'lossMillis':0,'steps':[]}]
      """;

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
  void aDrillThatSucceedsSaysWhatItTookAndWhatWouldBeLost() {
    services
        .on("POST /drills", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            ("{'state':'SUCCEEDED','result':{'backupId':'%s','recoveryMillis':12345,'lossMillis':8000,"
                    + "'steps':[{'name':'RESTORE','millis':10000}],'notes':['mind this']}}")
                .formatted(BACKUP));

    Commands.Result result = salva.run("drill", "run", "shop", "--kind", "physical");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(BACKUP + " was back in 12.3 s", "8 s would be lost", "RESTORE", "10.0 s")
        .contains("note: mind this");
    assertThat(services.last("POST /drills").body())
        .isEqualTo("{\"kind\":\"physical\",\"source\":\"shop\"}");
  }

  @Test
  void theListShowsTheTrendOfEachSourceAndKind() {
    services.on("GET /drills", LIST);

    Commands.Result result = salva.run("drill", "list", "--source", "shop");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("5 min", "+50 %", "8 s", "FAILED", "no room");
    assertThat(services.last("GET /drills").query()).contains("source=shop", "limit=50");
  }

  @Test
  void theCsvHasALineForEachDrillAndAColumnForEachStep() {
    services.on("GET /drills", LIST);

    String[] lines = salva.run("drill", "list", "--csv").out().split("\r?\n");

    assertThat(lines).hasSize(4);
    assertThat(lines[0]).startsWith("id,sourceId,kind").endsWith("OPENMillis,errorClass");
    assertThat(lines[1])
        .isEqualTo(
            "1,shop,PHYSICAL,COMPLETED,b1,schedule,2026-02-01T04:00:00Z,2026-02-01T04:05:00Z,"
                + "300000,8000,2026-02-01T03:59:52Z,1048576,1024,,,200000,90000,,,,");
    assertThat(lines[2]).contains(",\"maria, dba\",").endsWith(",DISK_FULL");
  }

  @Test
  void aProofSaysWhichInstantAndTheWindowWhenThatWas() {
    services
        .on("POST /recovery-window/proofs", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            ("{'state':'SUCCEEDED','result':{'backupId':'%s','target':'2026-02-01T03:00:00Z',"
                    + "'reachedAt':'2026-02-01T02:59:58Z','heartbeat':true}}")
                .formatted(BACKUP))
        .on(
            "GET /recovery-window",
            "{'ranges':[],'lastProof':{'provenAt':'2026-02-01T13:00:00Z','target':'2026-02-01T03:00:00Z',"
                + "'reachedAt':'2026-02-01T02:59:58Z'},'doubt':{'at':'2026-02-02T13:00:00Z','reason':'WAL'}}");

    assertThat(salva.run("restore", "prove", "shop").out())
        .contains("2026-02-01T03:00:00Z from " + BACKUP, "heartbeat of 2026-02-01T02:59:58Z");
    assertThat(salva.run("restore", "window", "shop").out())
        .contains("last proven", "recovered to 2026-02-01T03:00:00Z", "NOT PROVEN", "WAL");
  }
}
