package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryJobsTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";
  private static final String ACCEPTED = "{'jobId':'%s','repeated':false}".formatted(JOB);

  @TempDir Path home;
  private SpokenServices services;
  private Commands salva;

  @BeforeEach
  void aServiceThatTakesTheJobs() throws IOException {
    services =
        new SpokenServices()
            .on("POST /repositories/main/prune", 202, ACCEPTED)
            .on("POST /repositories/main/copies", 202, ACCEPTED)
            .on("POST /repositories/main/key-proof", 202, ACCEPTED);
    salva = new Commands(home, services.url());
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void aPruneTellsWhatBecameOfTheChunks() throws IOException {
    ended(
        "{'outcome':'DONE','figures':{'deleted':{'chunks':1200,'bytes':1048576},"
            + "'needed':{'chunks':7,'bytes':2048}}}");

    Commands.Result result = salva.run("backup", "prune", "main");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("DELETED      1,200 chunks      1.0 MiB  in no backup for the whole grace")
        .contains("NEEDED           7 chunks      2.0 KiB  in a backup");
    assertThat(Json.MAPPER.readTree(services.last("POST /repositories/main/prune").body()))
        .isEqualTo(Json.MAPPER.readTree("{\"dryRun\":false}"));
  }

  @Test
  void aDryRunIsAskedForAndSaidToBeOne() {
    ended("{'outcome':'DRY_RUN','figures':{}}");

    assertThat(salva.run("backup", "prune", "main", "--dry-run").out())
        .contains("dry run: nothing was changed");
    assertThat(services.last("POST /repositories/main/prune").body()).contains("true");
  }

  @Test
  void aPruneBesideAnotherIsRefusedAlsoForPrograms() throws IOException {
    ended("{'outcome':'BUSY','figures':null,'busySince':'2026-01-02T02:00:00Z'}");

    Commands.Result people = salva.run("backup", "prune", "main");
    Commands.Result programs = salva.run("backup", "prune", "main", "--json");

    assertThat(people.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(people.err()).contains("last showed life at 2026-01-02T02:00:00Z");
    assertThat(programs.exit()).isEqualTo(ExitCode.REFUSED);
    JsonNode job = Json.MAPPER.readTree(programs.out());
    assertThat(job.at("/result/outcome").asText()).isEqualTo("BUSY");
  }

  @Test
  void aCopyNamesItsPlaceAndTellsWhatTravelled() {
    ended(
        "{'outcome':'DONE','figures':{'backups':2,'alreadyThere':118,'leftOut':1,"
            + "'newChunks':96,'newBytes':2048}}");

    Commands.Result result =
        salva.run("backup", "copy", "main", "--to", "second", "--idempotency-key", "k1");

    assertThat(result.out())
        .isEqualTo("2 backups copied, 118 were there, 1 left out; 96 new chunks, 2.0 KiB\n");
    assertThat(services.last("POST /repositories/main/copies").body())
        .isEqualTo("{\"to\":\"second\"}");
    assertThat(services.last("POST /repositories/main/copies").header("Idempotency-key"))
        .isEqualTo("k1");
    salva.run("backup", "copy", "main");
    assertThat(services.last("POST /repositories/main/copies").body()).isEqualTo("{}");
  }

  @Test
  void aCopyThatFailsExitsOneWithWhatToDo() {
    services.on(
        "GET /jobs/" + JOB,
        "{'state':'FAILED','failure':{'errorClass':'BACKUP_DAMAGED','message':'a chunk is bad',"
            + "'nextStep':'verify it'}}");

    Commands.Result result = salva.run("backup", "copy", "main");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("a chunk is bad", "next:  verify it");
  }

  @Test
  void aKeyThatNobodyProvedExitsOneAndIsMarked() {
    ended(
        "{'outcome':'OVERDUE','recipients':[{'recipient':'escrow','kind':'public-key',"
            + "'provenAt':null,'dueAt':'2026-01-02T02:00:00Z','overdue':true},"
            + "{'recipient':'passphrase','kind':'passphrase','provenAt':'2026-01-02T02:00:00Z',"
            + "'dueAt':'2026-04-02T02:00:00Z','overdue':false}]}");

    Commands.Result result = salva.run("backup", "prove-keys", "main");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out().lines().filter(line -> line.contains("OVERDUE")))
        .singleElement()
        .asString()
        .startsWith("escrow");
    ended("{'outcome':'DONE','recipients':[]}");
    assertThat(salva.run("backup", "prove-keys", "main").exit()).isZero();
  }

  @Test
  void aRepositoryThatHasNoBackupsIsNoFailure() {
    ended("{'outcome':'NO_REPOSITORY'}");

    Commands.Result result = salva.run("backup", "copy", "main");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("no backup was ever made to main\n");
  }

  @Test
  void whoDoesNotWaitIsToldTheJob() {
    assertThat(salva.run("backup", "prune", "main", "--no-wait").out())
        .isEqualTo("job " + JOB + "\n");
    assertThat(services.count("GET /jobs/" + JOB)).isZero();
  }

  @Test
  void whatIsNotKnownOrUnderWayIsSaid() {
    services.on("POST /repositories/mian/copies", 404, "{'detail':'no repository mian'}");
    services.on("POST /repositories/main/copies", 409, "{'detail':'under way','jobId':'x'}");

    assertThat(salva.run("backup", "copy", "mian").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(salva.run("backup", "copy", "main").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(salva.run("backup", "copy").exit()).isEqualTo(ExitCode.USAGE);
  }

  private void ended(String result) {
    services.on(
        "GET /jobs/" + JOB, "{'id':'%s','state':'SUCCEEDED','result':%s}".formatted(JOB, result));
  }
}
