package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Back a source up now and wait for the end.",
    footer = {
      "",
      "Ctrl-C only stops waiting: the backup goes on. Exit 1 when the backup, or with --verify-wait",
      "its proof, failed; 4 when the source is being backed up already; 6 when it is not known.",
      "",
      "Examples:",
      "  salva backup run testdb",
      "  salva backup run testdb --kind physical",
      "  salva backup run testdb --verify-wait --timeout 2h && echo proven",
      "  salva backup run testdb --no-wait --json",
      "  salva backup run testdb --idempotency-key \"deploy-42\"   the same job when run again"
    })
final class BackupRun extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
  String source;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "logical, the default: one database; physical: its whole cluster")
  String kind;

  @Mixin WaitOptions wait;

  @Option(
      names = "--verify-wait",
      description = "wait until it is proven too; --json then prints {backup, verification}")
  boolean verifyWait;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "asking again with the same key gives the same job")
  String key;

  @Override
  public Integer call() {
    if (wait.noWait && verifyWait) {
      throw new ParameterException(
          spec.commandLine(), "--no-wait and --verify-wait exclude each other");
    }
    JsonNode accepted = rest().post(Service.BACKUP, "/backups", wish(), key);
    String jobId = JobWait.idOf(accepted, Service.BACKUP);
    if (wait.noWait) {
      return json ? printJson(accepted) : say("job " + jobId);
    }
    Deadline end = new Deadline(wait.timeout);
    JsonNode job = waitFor(Service.BACKUP).until(jobId, end.rest());
    if (json && !(verifyWait && job.path("state").asText().equals("SUCCEEDED"))) {
      printJson(job);
    }
    JsonNode result = JobWait.requireSuccess(job).path("result");
    if (!json) {
      say(
          "%s: %s read, %s stored"
              .formatted(
                  Cells.text(result.path("backupId")),
                  Cells.size(result.path("plainBytes")),
                  Cells.size(result.path("storedBytes"))));
    }
    return verifyWait ? proof(job, end) : ExitCode.DONE;
  }

  private Map<String, String> wish() {
    Map<String, String> wish = new TreeMap<>(Map.of("source", source));
    if (kind != null) {
      wish.put("kind", kind);
    }
    return wish;
  }

  private int proof(JsonNode job, Deadline end) {
    String backupId = job.path("result").path("backupId").asText();
    JsonNode verification = new ProofWait(rest(), waitFor(Service.VERIFY)).of(backupId, end);
    if (json) {
      ObjectNode both = Json.MAPPER.createObjectNode();
      both.set("backup", job);
      both.set("verification", verification);
      printJson(both);
    } else {
      Verdict.print(verification, out(), terminal());
    }
    return Verdict.exitCode(verification);
  }
}
