package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "A service's jobs.",
    subcommands = {JobsCommand.ListAll.class, JobsCommand.Show.class, JobsCommand.Cancel.class})
final class JobsCommand {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The service's jobs, newest first.",
      footer = {"", "Example:", "  salva jobs list backup"})
  static final class ListAll extends ClientCommand {
    @Parameters(paramLabel = "SERVICE", description = "one of ${COMPLETION-CANDIDATES}")
    Service service;

    @Option(names = "--kind", description = "only of this kind")
    String kind;

    @Mixin LimitOption limit;

    @Override
    public Integer call() {
      JsonNode jobs =
          rest()
              .get(
                  service,
                  "/jobs",
                  Map.of("kind", BackupCommand.orEmpty(kind), "limit", limit.toString()));
      if (json) {
        return printJson(jobs);
      }
      Table table =
          new Table(
              Column.text("JOB"),
              Column.text("KIND"),
              Column.text("SOURCE"),
              Column.state("STATE"),
              Column.number("ATTEMPT"),
              Column.text("BY"),
              Column.text("CREATED"),
              Column.prose("PROGRESS"));
      for (JsonNode job : jobs) {
        table.row(
            Cells.text(job.path("id")),
            Cells.text(job.path("kind")),
            Cells.text(job.path("sourceId")),
            Cells.text(job.path("state")),
            Cells.text(job.path("attempt")) + "/" + Cells.text(job.path("maxAttempts")),
            Cells.text(job.path("requestedBy")),
            Cells.time(job.path("createdAt")),
            standing(job));
      }
      table.print(out(), terminal(), "no jobs");
      return ExitCode.DONE;
    }

    private static String standing(JsonNode job) {
      return switch (job.path("state").asText()) {
        case "RUNNING" -> ProgressLine.of(job);
        case "FAILED" -> Cells.text(job.path("failure").path("errorClass"));
        default -> "-";
      };
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One job, whole.",
      footer = {
        "",
        "With --wait: exit 0 when it succeeded, 1 when it failed, 6 when neither.",
        "",
        "Examples:",
        "  salva jobs show backup 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f",
        "  salva jobs show --wait backup 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"
      })
  static final class Show extends ClientCommand {
    @Parameters(
        index = "0",
        paramLabel = "SERVICE",
        description = "one of ${COMPLETION-CANDIDATES}")
    Service service;

    @Parameters(index = "1", paramLabel = "JOB", description = "the job's id")
    String id;

    @Option(names = "--wait", description = "follow it to its end first")
    boolean wait;

    @Option(
        names = "--timeout",
        paramLabel = "DURATION",
        defaultValue = "12h",
        converter = Span.Minutes.class,
        description = "follow it for so long at most; 12h by default")
    Duration timeout;

    @Override
    public Integer call() {
      JsonNode job =
          wait
              ? waitFor(service).until(id, timeout)
              : rest().get(service, "/jobs/" + Rest.encoded(id));
      if (json) {
        printJson(job);
      } else {
        new Fields(out(), terminal()).print(job);
      }
      if (wait) {
        JobWait.requireSuccess(job);
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "End a job; its state shows when it has ended.",
      footer = {"", "Example:", "  salva jobs cancel backup 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Cancel extends ClientCommand {
    @Parameters(
        index = "0",
        paramLabel = "SERVICE",
        description = "one of ${COMPLETION-CANDIDATES}")
    Service service;

    @Parameters(index = "1", paramLabel = "JOB", description = "the job's id")
    String id;

    @Override
    public Integer call() {
      rest().post(service, "/jobs/" + Rest.encoded(id) + "/cancel");
      return json
          ? printJson(Map.of("jobId", id, "cancelRequested", true))
          : say("asked for the end of job " + Cells.line(id));
    }
  }
}
