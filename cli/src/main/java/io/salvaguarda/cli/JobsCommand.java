package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
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
    @Parameters(paramLabel = "SERVICE", description = "backup, verify, restore or notifier")
    String service;

    @Override
    public Integer call() {
      JsonNode jobs = rest().get(service, "/jobs");
      if (json) {
        return printJson(jobs);
      }
      Table table = new Table("JOB", "KIND", "SOURCE", "STATE", "ATTEMPT", "BY", "CREATED");
      for (JsonNode job : jobs) {
        table.row(
            Cells.text(job.path("id")),
            Cells.text(job.path("kind")),
            Cells.text(job.path("sourceId")),
            Cells.text(job.path("state")),
            Cells.text(job.path("attempt")) + "/" + Cells.text(job.path("maxAttempts")),
            Cells.text(job.path("requestedBy")),
            Cells.time(job.path("createdAt")));
      }
      table.print(out(), "no jobs");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "One job, whole.",
      footer = {"", "Example:", "  salva jobs show backup 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Show extends ClientCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "backup, verify or restore")
    String service;

    @Parameters(index = "1", paramLabel = "JOB", description = "the job's id")
    String id;

    @Override
    public Integer call() {
      JsonNode job = rest().get(service, "/jobs/" + Rest.encoded(id));
      if (json) {
        return printJson(job);
      }
      printFields(job);
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "End a job; its state shows when it has ended.",
      footer = {"", "Example:", "  salva jobs cancel backup 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class Cancel extends ClientCommand {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "backup, verify or restore")
    String service;

    @Parameters(index = "1", paramLabel = "JOB", description = "the job's id")
    String id;

    @Override
    public Integer call() {
      rest().post(service, "/jobs/" + Rest.encoded(id) + "/cancel");
      out().println("asked for the end of job " + Cells.clean(id));
      return ExitCode.DONE;
    }
  }
}
