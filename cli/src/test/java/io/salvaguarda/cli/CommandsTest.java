package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";

  @TempDir Path home;
  private SpokenServices services;
  private Commands salva;

  @BeforeEach
  void start() throws IOException {
    services = new SpokenServices();
    salva = new Commands(home, services.url());
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @ParameterizedTest
  @CsvSource({"PASSED,0", "FAILED,1", "INCONCLUSIVE,6", "SKIPPED,6"})
  void aVerdictIsAnExitCode(String outcome, int exit) {
    services
        .on("POST /verifications", 202, "{'jobId':'%s'}".formatted(JOB))
        .on("GET /jobs/" + JOB, "{'state':'SUCCEEDED'}")
        .on(
            "GET /verifications/" + JOB,
            "{'outcome':'%s','findings':[{'code':'CHUNK_DAMAGED','object':'abc','message':'bad'}]}"
                .formatted(outcome));

    Commands.Result result = salva.run("verify", "run", "testdb");

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out()).contains(outcome).contains("CHUNK_DAMAGED abc");
    assertThat(services.last("POST /verifications").body()).isEqualTo("{\"source\":\"testdb\"}");
  }

  @Test
  void aSourcesPhysicalBackupIsProvenWithNotesOnWhatWasNotUsed() {
    services
        .on("POST /verifications", 202, "{'jobId':'%s'}".formatted(JOB))
        .on("GET /jobs/" + JOB, "{'state':'SUCCEEDED'}")
        .on(
            "GET /verifications/" + JOB,
            "{'outcome':'PASSED','notes':['not used here: ssl = on']}");

    Commands.Result result = salva.run("verify", "run", "testdb", "--kind", "physical");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("  note: not used here: ssl = on\n");
    assertThat(services.last("POST /verifications").body())
        .isEqualTo("{\"source\":\"testdb\",\"kind\":\"physical\"}");
  }

  @ParameterizedTest
  @CsvSource({"400,2", "401,4", "403,4", "404,3", "409,4", "413,2", "429,5", "500,5", "503,5"})
  void aRefusalIsAnExitCodeAndOneClearLine(int status, int exit) {
    services.on("POST /restores", status, "{'detail':'source is x; it must be y'}");

    Commands.Result result = salva.run("restore", "run", "x");

    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.err()).isEqualTo("salva: restore-service: source is x; it must be y\n");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void whatAProblemNamesIsShown() {
    services.on(
        "POST /restores",
        400,
        "{'title':'Bad Request','status':400,'detail':'no','field':'targetDatabase',"
            + "'violations':[{'field':'a.b','message':'too long'}]}");

    assertThat(salva.run("restore", "run", "x").err())
        .isEqualTo(
            """
            salva: restore-service: no
              a.b: too long
              field: targetDatabase
            """);
  }

  @Test
  void aRefusalWithoutAWordIsStillExplained() {
    services.on("GET /backups", 401, "");
    assertThat(salva.run("backup", "list").err()).contains("does not know this API token");

    services.on("GET /backups", 502, "<html>Bad Gateway</html>");
    assertThat(salva.run("backup", "list").err()).contains("status 502");
  }

  @Test
  void redirectsAreNotFollowedWithAToken() {
    services.on("GET /backups", 302, "");

    assertThat(salva.run("backup", "list").exit()).isEqualTo(ExitCode.UNREACHABLE);
  }

  @Test
  void aServiceThatIsDownIsExitFive() {
    services.stop();

    Commands.Result result = salva.run("backup", "list");

    assertThat(result.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("backup-service does not answer at " + services.url());
  }

  @Test
  void aSubscriptionsSecretIsShownWhenItIsMade() {
    services.on(
        "POST /subscriptions", 201, "{'subscriptionId':'%s','secret':'whsec_abc'}".formatted(JOB));

    Commands.Result result =
        salva.run("events", "subscribe", "--url", "https://x.example.org/", "--type", "*");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("subscription " + JOB + "\nsecret whsec_abc\n");
    assertThat(services.last("POST /subscriptions").body())
        .isEqualTo("{\"types\":[\"*\"],\"url\":\"https://x.example.org/\"}");
  }

  @Test
  void whatDidNotComeIsShownWithWhenItWasDue() {
    services.on(
        "GET /expectations",
        "[{'what':'BACKUP','sourceId':'testdb','about':'logical','state':'MISSING',"
            + "'dueAt':'2026-01-02T02:00:00Z','expectedBy':'2026-01-02T08:30:00Z','lastAt':null}]");

    Commands.Result result = salva.run("notify", "due", "--state", "missing");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("testdb", "backup", "logical", "MISSING", "ago)");
    assertThat(services.last("GET /expectations").query()).contains("state=missing");
  }

  @Test
  void statusShowsWhatItCan() {
    services.on("GET /sources", "[{'id':'testdb','lastBackupAt':'2026-01-02T02:00:00Z'}]");
    services.on("GET /incidents", 503, "");

    Commands.Result result = salva.run("status");

    assertThat(result.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.out()).contains("testdb").contains("ago)");
    assertThat(result.err()).contains("notifier-service");
  }

  @Test
  void statusShowsWholeClustersWhereThereAreAny() {
    services.on("GET /incidents", "[]").on("GET /sources", "[{'id':'testdb'}]");
    assertThat(salva.run("status").out()).doesNotContain("LAST PHYSICAL");

    services.on(
        "GET /sources",
        "[{'id':'testdb'},{'id':'tower','nextPhysicalBackupAt':'2026-01-04T03:00:00Z',"
            + "'lastPhysicalBackupAt':'2025-12-28T03:00:00Z'}]");

    assertThat(salva.run("status").out()).contains("LAST PHYSICAL", "2025-12-28", "ITS PROOF");
  }

  @Test
  void statusIsOneJsonDocument() throws IOException {
    services.on("GET /sources", "[{'id':'testdb'}]").on("GET /incidents", "[]");

    Commands.Result result = salva.run("status", "--json");

    assertThat(result.exit()).isZero();
    assertThat(Json.MAPPER.readTree(result.out()))
        .isEqualTo(Json.MAPPER.readTree("{\"sources\":[{\"id\":\"testdb\"}],\"incidents\":[]}"));
  }

  @Test
  void jsonIsTheServicesOwnToTheLastDigit() {
    services.on("GET /backups", "[{'backupId':'a','new':1.10,'big':9007199254740993}]");

    assertThat(salva.run("backup", "list", "--json").out())
        .contains("\"new\" : 1.10")
        .contains("\"big\" : 9007199254740993");
  }

  @Test
  void namesCannotMoveTheCursorNorBreakARow() {
    services.on(
        "GET /backups",
        "[{'backupId':'evil\\u001b[2J\\nname\\u202e\\u009b31m','status':'VERIFIED'}]");

    String out = salva.run("backup", "list").out();

    assertThat(out).doesNotContain("\u001b", "\u202e", "\u009b");
    assertThat(out.strip().lines()).hasSize(2);
  }

  @Test
  void problemsAndUsageMistakesCannotMoveTheCursorEither() {
    services.on("GET /backups", 400, "{'detail':'bad \\u001b[2J','x\\u0007':'\\u001b]0;title'}");

    assertThat(salva.run("backup", "list").err()).doesNotContain("\u001b", "\u0007");
    assertThat(salva.run("backup", "\u001b[2Jlist").err()).doesNotContain("\u001b");
    assertThat(salva.run("backup", "show", "\u001b[2J").err()).doesNotContain("\u001b");
  }

  @Test
  void namesStayInTheirPlaceInAUrl() {
    services.on("GET /backups/a%20b/%3Fx%3D1/..%23", "{'backupId':'found'}");

    assertThat(salva.run("backup", "show", "a b/?x=1/..#").out()).contains("found");
  }

  @Test
  void aRestoreAsksForExactlyWhatWasSaid() throws IOException {
    services
        .on("POST /restores", 202, "{'jobId':'%s'}".formatted(JOB))
        .on(
            "GET /jobs/" + JOB,
            "{'state':'SUCCEEDED','result':{'backupId':'b','targetDatabase':'t','dataLoss':'nothing'}}");

    Commands.Result result =
        salva.run(
            "restore",
            "run",
            "testdb",
            "--target",
            "t",
            "--table",
            "public.users",
            "--table",
            "a.b",
            "--swap-confirm",
            "replace testdb");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("restored b into database t; not in it: nothing\n");
    assertThat(Json.MAPPER.readTree(services.last("POST /restores").body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"source":"testdb","targetDatabase":"t","tables":["public.users","a.b"],
                 "swap":{"confirm":"replace testdb"}}
                """));
  }

  @Test
  void aJobCanBeFollowedLater() {
    services.on(
        "GET /jobs/" + JOB,
        "{'id':'%s','state':'FAILED','failure':{'message':'no'}}".formatted(JOB));

    assertThat(salva.run("jobs", "show", "backup", JOB).exit()).isZero();
    assertThat(salva.run("jobs", "show", "--wait", "backup", JOB).exit())
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void aJobIsCancelledWhereItRuns() {
    services.on("POST /jobs/" + JOB + "/cancel", 202, "");

    assertThat(salva.run("jobs", "cancel", "verify", JOB).exit()).isZero();
    assertThat(services.count("POST /jobs/" + JOB + "/cancel")).isEqualTo(1);
  }

  @Test
  void deadLettersAreListedAndReplayed() {
    services
        .on("GET /dead-letters", "[{'id':'%s','type':'x','partition':1,'offset':7}]".formatted(JOB))
        .on("POST /dead-letters/" + JOB + "/replay", "{'id':'%s'}".formatted(JOB));

    assertThat(salva.run("events", "dead-letters", "verify").out()).contains("1/7");
    assertThat(salva.run("events", "replay", "verify", JOB).exit()).isZero();
  }

  @Test
  void aSmallerSizeIsAccepted() {
    services.on("DELETE /sources/testdb/retention-hold", "");

    Commands.Result result = salva.run("backup", "accept", "testdb");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("retention goes on");
    assertThat(salva.run("backup", "accept", "other").exit()).isNotZero();
  }

  @Test
  void aBackupIsHeldAndReleased() throws IOException {
    String id = "testdb/logical/2026-01-02_02-00-00-1a2b3c";
    services
        .on("PUT /backups/" + id + "/hold", "{'backupId':'%s'}".formatted(id))
        .on("DELETE /backups/" + id + "/hold", "")
        .on(
            "GET /backups",
            "[{'backupId':'%s','hold':{'by':'ops','reason':'case 4711'}}]".formatted(id));

    Commands.Result held = salva.run("backup", "hold", id, "--reason", "case \"4711\"");

    assertThat(held.exit()).isZero();
    assertThat(held.out()).contains("held");
    assertThat(Json.MAPPER.readTree(services.last("PUT /backups/" + id + "/hold").body()))
        .isEqualTo(Json.MAPPER.readTree("{\"reason\":\"case \\\"4711\\\"\"}"));
    assertThat(salva.run("backup", "list").out()).contains("by ops: case 4711");
    assertThat(salva.run("backup", "release", id).out()).contains("released");
    assertThat(salva.run("backup", "release", id + "/x").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(salva.run("backup", "hold", id).err()).contains("--reason");
  }

  @Test
  void whatRetentionWouldDoIsShown() {
    services.on(
        "GET /sources/testdb/retention",
        "{'backups':[{'backupId':'a','goes':true,'reason':'older than 30 days'},"
            + "{'backupId':'b','goes':false,'reason':'weekly 2026-W47'}],"
            + "'announced':{'jobId':'%s','backups':['a'],'executesAt':'2026-01-02T02:00:00Z'}}"
                .formatted(JOB));

    Commands.Result result = salva.run("backup", "retention", "testdb");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsPattern("a +- +deletes it +older than 30 days")
        .containsPattern("b +- +keeps it +weekly 2026-W47")
        .contains("announced: job " + JOB + " deletes 1 backups");
    assertThat(services.last("GET /sources/testdb/retention").query()).isEqualTo("kind=logical");
    salva.run("backup", "retention", "testdb", "--kind", "physical");
    assertThat(services.last("GET /sources/testdb/retention").query()).isEqualTo("kind=physical");
  }

  @Test
  void howTheLogsStandIsSaidWithTheirGapsAndTroubles() {
    String standing =
        "{'durableTo':'3/A2000000','timeline':2,'lagSeconds':4.2,'lagBytes':1048576,"
            + "'slot':{'bytes':2097152},'window':{'fromTime':'2026-01-02T02:00:00Z',"
            + "'toTime':'2026-01-03T02:00:00Z'},'gaps':[{'timeline':1,"
            + "'first':'000000010000000300000001','last':'000000010000000300000002',"
            + "'bytes':33554432}]}";
    String log =
        "{'source':'testdb','mode':'stream','troubles':[{'trouble':'GAP'}],'standing':%s}"
            .formatted(standing);
    services
        .on("GET /wal", "[%s,{'source':'new','mode':'push','troubles':[]}]".formatted(log))
        .on("GET /sources/testdb/wal", log);

    String all = salva.run("wal", "status").out();

    assertThat(all)
        .containsPattern("testdb +stream +3/A2000000 on 2 +4 s, 1.0 MiB +2.0 MiB .* GAP")
        .containsPattern("new +push +- +- +- +- +- +-")
        .contains("testdb: gap on timeline 1, 32.0 MiB, in segments 000000010000000300000001 to");
    assertThat(salva.run("wal", "status", "testdb").out()).contains("testdb").doesNotContain("new");
    assertThat(salva.run("wal", "status", "other").exit()).isEqualTo(ExitCode.NOT_FOUND);
  }

  @Test
  void anotherClusterIsAdopted() {
    services.on("POST /sources/testdb/wal/adoption", "{'source':'testdb','systemId':'757'}");

    assertThat(salva.run("wal", "adopt", "testdb").out()).contains("cluster 757 is archived");
  }

  @Test
  void aWholeClustersRowsAreNotCounted() {
    services.on(
        "GET /backups",
        "[{'backupId':'a','kind':'LOGICAL','status':'VERIFIED','rows':1234},"
            + "{'backupId':'b','kind':'PHYSICAL','status':'VERIFIED','rows':0}]");

    String list = salva.run("backup", "list").out();

    assertThat(list).containsPattern("a .*1,234 +-\\s").containsPattern("b .* - +-\\s");
  }

  @Test
  void theCatalogAndTheRecoveryPointsAreRebuiltFromTheRepositories() {
    services
        .on("POST /backups/rebuild", "{'found':3,'added':2,'removed':0,'unreadable':1}")
        .on("POST /recovery-points/rebuild", "{'found':3,'removed':0,'unreadable':1}");

    Commands.Result result = salva.run("repo", "rebuild-catalog");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("catalog").contains("recoveryPoints").contains("added");
    assertThat(services.last("POST /backups/rebuild").header("Authorization"))
        .isEqualTo("Bearer the-token");
  }

  @Test
  void oneServiceThatCannotRebuildDoesNotKeepTheOtherFromIt() {
    services
        .on("POST /backups/rebuild", 503, "{'detail':'the database is away'}")
        .on("POST /recovery-points/rebuild", "{'found':3,'removed':0,'unreadable':0}");

    Commands.Result result = salva.run("repo", "rebuild-catalog");

    assertThat(result.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("the database is away");
    assertThat(result.out()).contains("recoveryPoints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup",
        "verify",
        "restore",
        "events",
        "jobs",
        "incidents",
        "notify",
        "config",
        "repo",
        "repo key"
      })
  void aGroupAloneIsAUsageMistakeThatShowsItsHelp(String group) {
    Commands.Result result = group.isEmpty() ? salva.run() : salva.run(group.split(" "));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("Usage: salva");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup run",
        "backup rum x",
        "backup list --limit many",
        "jobs list nobody",
        "backup run x --timeout soon",
        "events tail --since yesteryear",
        "events tail --since 2h --from-beginning",
        "backup show only-one-part"
      })
  void aUsageMistakeIsToldInALineOrTwo(String line) {
    Commands.Result result = salva.run(line.split(" "));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).startsWith("salva: ");
    assertThat(result.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    everyLeaf(Salva.commandLine(java.util.Map.of(), Terminal.NONE, Prompt.NOBODY));
  }

  private void everyLeaf(CommandLine command) {
    command.getSubcommands().values().forEach(this::everyLeaf);
    boolean ours = command.getCommand().getClass().getPackage().equals(Salva.class.getPackage());
    if (ours && command.getSubcommands().isEmpty()) {
      assertThat(command.getUsageMessage()).as(command.getCommandName()).contains("Example");
    }
  }
}
