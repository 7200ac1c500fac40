package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SalvaTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";

  private record Answer(int status, String body) {}

  private final ConcurrentMap<String, Answer> answers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> authorizations = new ConcurrentHashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;
  @TempDir Path folder;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String key = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
          authorizations.put(key, exchange.getRequestHeaders().getFirst("Authorization"));
          Answer answer =
              answers.getOrDefault(key, new Answer(404, "{\"detail\":\"nothing at " + key + "\"}"));
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Salva.environment(
        Map.of(
            "SALVA_HOME", folder.toString(),
            "SALVA_TOKEN", "the-token",
            "SALVA_BACKUP_URL", url,
            "SALVA_VERIFY_URL", url,
            "SALVA_RESTORE_URL", url,
            "SALVA_NOTIFIER_URL", url));
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    Salva.environment(System.getenv());
  }

  @Test
  void aBackupThatSucceedsExitsZeroAndNamesIt() {
    answers.put("POST /backups", new Answer(202, "{\"jobId\":\"" + JOB + "\"}"));
    answers.put(
        "GET /jobs/" + JOB,
        new Answer(
            200,
            "{\"state\":\"SUCCEEDED\",\"result\":{\"backupId\":\"testdb/logical/x\","
                + "\"plainBytes\":1048576,\"storedBytes\":1024}}"));

    assertThat(run("backup", "run", "testdb")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("testdb/logical/x: 1.0 MiB read, 1.0 KiB stored");
    assertThat(authorizations.get("POST /backups")).isEqualTo("Bearer the-token");
  }

  @Test
  void aBackupThatFailsExitsOneWithReasonAndNextStep() {
    answers.put("POST /backups", new Answer(202, "{\"jobId\":\"" + JOB + "\"}"));
    answers.put(
        "GET /jobs/" + JOB,
        new Answer(
            200,
            "{\"state\":\"FAILED\",\"failure\":{\"errorClass\":\"SOURCE_UNREACHABLE\","
                + "\"message\":\"no answer\",\"nextStep\":\"start it\",\"logTail\":[\"refused\"]}}"));

    assertThat(run("backup", "run", "testdb")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("no answer").contains("start it").contains("| refused");
  }

  @ParameterizedTest
  @CsvSource({"PASSED,0", "FAILED,1", "INCONCLUSIVE,6", "SKIPPED,6"})
  void aVerdictIsAnExitCode(String outcome, int exit) {
    answers.put("POST /verifications", new Answer(202, "{\"jobId\":\"" + JOB + "\"}"));
    answers.put("GET /jobs/" + JOB, new Answer(200, "{\"state\":\"SUCCEEDED\"}"));
    answers.put(
        "GET /verifications/" + JOB,
        new Answer(
            200,
            "{\"outcome\":\""
                + outcome
                + "\",\"findings\":[{\"code\":\"CHUNK_DAMAGED\","
                + "\"object\":\"abc\",\"message\":\"bad\"}]}"));

    assertThat(run("verify", "run", "testdb")).isEqualTo(exit);
    assertThat(out.toString()).contains(outcome).contains("CHUNK_DAMAGED abc");
  }

  @ParameterizedTest
  @CsvSource({"400,2", "401,4", "403,4", "404,3", "409,4", "500,1", "503,5"})
  void aRefusalIsAnExitCodeAndOneClearLine(int status, int exit) {
    answers.put(
        "POST /restores", new Answer(status, "{\"detail\":\"source is \\\"x\\\"; it must be y\"}"));

    assertThat(run("restore", "run", "x")).isEqualTo(exit);
    assertThat(err.toString())
        .isEqualTo(
            "salva: restore-service: source is \"x\"; it must be y" + System.lineSeparator());
  }

  @Test
  void aServiceThatIsDownIsExitFive() {
    server.stop(0);

    assertThat(run("backup", "list")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err.toString()).contains("backup-service does not answer");
  }

  @Test
  void withoutATokenNothingIsAsked() {
    Salva.environment(
        Map.of("SALVA_HOME", folder.toString(), "SALVA_BACKUP_URL", "http://[::1]:1"));

    assertThat(run("backup", "list")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("SALVA_TOKEN");
  }

  @Test
  void theLocalStackIsFoundByItsFile() throws IOException {
    Files.writeString(folder.resolve("token"), "from-file\n");
    Files.writeString(
        folder.resolve("cli.json"),
        "{\"services\":{\"backup\":\"http://127.0.0.1:%d\"},\"tokenFile\":\"%s\"}"
            .formatted(server.getAddress().getPort(), folder.resolve("token")));
    Salva.environment(Map.of("SALVA_HOME", folder.toString()));
    answers.put("GET /backups", new Answer(200, "[]"));

    assertThat(run("backup", "list")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().strip()).isEqualTo("no backups");
    assertThat(authorizations.get("GET /backups")).isEqualTo("Bearer from-file");
  }

  @Test
  void namesCannotMoveTheCursor() {
    answers.put(
        "GET /backups",
        new Answer(
            200, "[{\"backupId\":\"evil\\u001b[2J\\nname\\u202e\",\"status\":\"VERIFIED\"}]"));

    assertThat(run("backup", "list")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(out.toString().strip().lines()).hasSize(2);
  }

  @Test
  void jsonIsTheServicesOwn() {
    answers.put("GET /backups", new Answer(200, "[{\"backupId\":\"a\",\"new\":1}]"));

    assertThat(run("backup", "list", "--json")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("\"new\" : 1");
  }

  @Test
  void aBrokenConfigurationIsToldWithEveryMistake() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("salvaguarda.yaml"),
            "version: 1\nsources:\n  a: { type: mysql }\nplans:\n  p: { logical: \"0 25 * * *\" }\n");

    assertThat(run("config", "check", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(":3:").contains(":5:").contains("0 25 * * *");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "verify", "restore", "events", "jobs", "config", "repo"})
  void aGroupAloneIsAUsageMistakeThatShowsItsHelp(String group) {
    assertThat(run(group)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("Usage: salva " + group);
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    everyLeaf(Salva.commandLine());
  }

  private void everyLeaf(CommandLine command) {
    command.getSubcommands().values().forEach(this::everyLeaf);
    boolean leaf = command.getSubcommands().isEmpty() && !command.getCommandName().equals("help");
    if (leaf) {
      assertThat(command.getUsageMessage()).as(command.getCommandName()).contains("Example");
    }
  }

  private int run(String... arguments) {
    CommandLine line = Salva.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
