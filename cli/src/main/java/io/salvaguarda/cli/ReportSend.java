package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Make a report up to now and mail it, and wait until it is queued.",
    footer = {"", "Example:", "  salva report send verification --team dba"})
final class ReportSend extends ClientCommand {
  @Parameters(paramLabel = "REPORT", description = "verification or drills")
  ReportName report;

  @Option(names = "--team", description = "only to this team; to everyone by default")
  String team;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("report", report.toString());
    if (team != null) {
      body.put("team", team);
    }
    String jobId = JobWait.idOf(rest().post(Service.NOTIFIER, "/reports", body), Service.NOTIFIER);
    if (wait.noWait) {
      return json ? printJson(Map.of("jobId", jobId)) : say("job " + jobId);
    }
    JsonNode job = waitFor(Service.NOTIFIER).until(jobId, wait.timeout);
    if (json) {
      printJson(job);
    }
    JsonNode made = JobWait.requireSuccess(job).path("result").path("reports");
    if (!json) {
      made.forEach(each -> say(line(each)));
    }
    return ExitCode.DONE;
  }

  private static String line(JsonNode report) {
    String channels =
        StreamSupport.stream(report.path("channels").spliterator(), false)
            .map(Cells::text)
            .collect(Collectors.joining(", "));
    return "%s: %s of %s sources need attention; %s (report %s)"
        .formatted(
            Cells.text(report.path("team")),
            Cells.text(report.path("loud")),
            Cells.text(report.path("sources")),
            channels.isEmpty() ? "NOT SENT, the team has no mail channel" : "sent to " + channels,
            Cells.text(report.path("reportId")));
  }
}
