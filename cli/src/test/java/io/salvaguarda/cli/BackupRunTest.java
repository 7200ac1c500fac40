package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.cli.SpokenServices.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupRunTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";
  private static final String PROOF = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e90";
  private static final String BACKUP = "testdb/logical/2026-01-02_02-00-00-1a2b3c";
  private static final String SUCCEEDED =
      "{'id':'%s','state':'SUCCEEDED','result':{'backupId':'%s','plainBytes':1048576,'storedBytes':1024}}"
          .formatted(JOB, BACKUP);

  @TempDir Path home;
  private SpokenServices services;
  private Commands salva;

  @BeforeEach
  void aServiceThatTakesTheJob() throws IOException {
    services = new SpokenServices().on("POST /backups", 202, "{'jobId':'%s'}".formatted(JOB));
    salva = new Commands(home, services.url());
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void aBackupThatSucceedsExitsZeroAndNamesIt() {
    services.on("GET /jobs/" + JOB, SUCCEEDED);

    Commands.Result result = salva.run("backup", "run", "testdb");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo(BACKUP + ": 1.0 MiB read, 1.0 KiB stored\n");
    assertThat(services.last("POST /backups").header("Authorization"))
        .isEqualTo("Bearer the-token");
    assertThat(services.last("POST /backups").body()).isEqualTo("{\"source\":\"testdb\"}");
  }

  @Test
  void aBackupThatFailsExitsOneWithReasonAndNextStep() {
    services.on(
        "GET /jobs/" + JOB,
        "{'state':'FAILED','failure':{'errorClass':'SOURCE_UNREACHABLE','message':'no answer',"
            + "'nextStep':'start it','logTail':['refused']}}");

    Commands.Result result = salva.run("backup", "run", "testdb");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .isEqualTo(
            """
            salva: FAILED: no answer
              class: SOURCE_UNREACHABLE
              next:  start it
              | refused
            """);
  }

  @Test
  void aCancelledBackupIsNeitherGoodNorBad() {
    services.on("GET /jobs/" + JOB, "{'id':'%s','state':'CANCELLED'}".formatted(JOB));

    assertThat(salva.run("backup", "run", "testdb").exit()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void whoDoesNotWaitIsToldTheJob() {
    assertThat(salva.run("backup", "run", "testdb", "--no-wait").out())
        .isEqualTo("job " + JOB + "\n");
    assertThat(salva.run("backup", "run", "testdb", "--no-wait", "--json").out())
        .isEqualToIgnoringWhitespace("{\"jobId\":\"" + JOB + "\"}");
    assertThat(services.count("GET /jobs/" + JOB)).isZero();
  }

  @Test
  void whoStopsWaitingIsToldHowToLookAgain() {
    services.on("GET /jobs/" + JOB, "{'state':'RUNNING'}");

    Commands.Result result = salva.run("backup", "run", "testdb", "--timeout", "1s");

    assertThat(result.exit()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(result.err()).contains("salva jobs show --wait backup " + JOB);
  }

  @Test
  void aServiceThatIsStartedAgainDoesNotEndTheWaiting() {
    AtomicInteger asked = new AtomicInteger();
    services.on(
        "GET /jobs/" + JOB,
        () ->
            switch (asked.incrementAndGet()) {
              case 1 -> new Answer(200, "{\"state\":\"RUNNING\"}");
              case 2, 3 -> new Answer(503, "");
              default -> new Answer(200, SUCCEEDED.replace('\'', '"'));
            });

    assertThat(salva.run("backup", "run", "testdb").exit()).isZero();
  }

  @Test
  void anotherJobOfTheSourceIsARefusalThatNamesIt() {
    services.on(
        "POST /backups",
        409,
        "{'title':'Conflict','status':409,'detail':'Source testdb is being backed up.','jobId':'%s'}"
            .formatted(JOB));

    Commands.Result result = salva.run("backup", "run", "testdb");

    assertThat(result.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err())
        .isEqualTo(
            """
            salva: backup-service: Source testdb is being backed up.
              jobId: %1$s
              see: salva jobs show --wait backup %1$s
            """
                .formatted(JOB));
  }

  @Test
  void theKindIsAskedForAsItWasSaid() {
    salva.run("backup", "run", "testdb", "--no-wait", "--kind", "physical");

    assertThat(services.last("POST /backups").body())
        .isEqualTo("{\"kind\":\"physical\",\"source\":\"testdb\"}");
  }

  @Test
  void aKeyTravelsAsHeader() {
    salva.run("backup", "run", "testdb", "--no-wait", "--idempotency-key", "deploy-42");

    assertThat(services.last("POST /backups").header("Idempotency-key")).isEqualTo("deploy-42");
  }

  @ParameterizedTest
  @CsvSource({"PASSED,0", "FAILED,1", "INCONCLUSIVE,6", "SKIPPED,6"})
  void whoWaitsForTheProofGetsItsExitCode(String outcome, int exit) {
    services.on("GET /jobs/" + JOB, SUCCEEDED);
    AtomicInteger asked = new AtomicInteger();
    services.on(
        "GET /verifications",
        () ->
            new Answer(
                200,
                asked.incrementAndGet() < 3 ? "[]" : "[{\"verificationId\":\"" + PROOF + "\"}]"));
    services.on("GET /jobs/" + PROOF, "{'state':'SUCCEEDED'}");
    services.on(
        "GET /verifications/" + PROOF,
        "{'outcome':'%s','backupId':'%s','level':'CONTENT'}".formatted(outcome, BACKUP));

    Commands.Result result = salva.run("backup", "run", "testdb", "--verify-wait");

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out()).contains(outcome + " " + BACKUP + " level CONTENT");
    assertThat(services.last("GET /verifications").query())
        .contains("backupId=testdb%2Flogical%2F2026-01-02_02-00-00-1a2b3c");
  }

  @Test
  void aProofThatNeverBeginsProvesNothing() {
    services.on("GET /jobs/" + JOB, SUCCEEDED).on("GET /verifications", "[]");

    Commands.Result result =
        salva.run("backup", "run", "testdb", "--verify-wait", "--timeout", "1s");

    assertThat(result.exit()).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(result.err()).contains("not proven yet").contains("--backup " + BACKUP);
  }

  @Test
  void backupAndProofAreOneJsonDocument() throws IOException {
    services
        .on("GET /jobs/" + JOB, SUCCEEDED)
        .on("GET /verifications", "[{'verificationId':'%s'}]".formatted(PROOF))
        .on("GET /jobs/" + PROOF, "{'state':'SUCCEEDED'}")
        .on("GET /verifications/" + PROOF, "{'outcome':'PASSED'}");

    JsonNode json =
        Json.MAPPER.readTree(salva.run("backup", "run", "testdb", "--verify-wait", "--json").out());

    assertThat(json.at("/backup/result/backupId").asText()).isEqualTo(BACKUP);
    assertThat(json.at("/verification/outcome").asText()).isEqualTo("PASSED");
  }

  @Test
  void waitingForAProofWithoutWaitingIsAUsageMistake() {
    assertThat(salva.run("backup", "run", "testdb", "--no-wait", "--verify-wait").exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(services.count("POST /backups")).isZero();
  }

  @Test
  void anAnswerThatNamesNoJobIsNotTakenForOne() {
    services.on("POST /backups", 200, "{}");
    assertThat(salva.run("backup", "run", "testdb").exit()).isEqualTo(ExitCode.UNREACHABLE);

    services.on("POST /backups", 200, "<html>hello</html>");
    assertThat(salva.run("backup", "run", "testdb").exit()).isEqualTo(ExitCode.UNREACHABLE);
  }
}
