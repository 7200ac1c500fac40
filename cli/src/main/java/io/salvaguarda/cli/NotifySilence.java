package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "silence",
    mixinStandardHelpOptions = true,
    description = "Do not hear of some trouble for a time. What is still so then is told.",
    subcommands = {NotifySilence.Add.class, NotifySilence.ListAll.class, NotifySilence.End.class})
final class NotifySilence {

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "From now on, or from a time.",
      footer = {
        "",
        "Examples:",
        "  salva notify silence add --source testdb --for 2h --reason \"moving to new disks\"",
        "  salva notify silence add --source 'shop-*' --kind backup --from 2026-01-31T20:00:00Z \\",
        "      --for 1d --reason upgrade"
      })
  static final class Add extends ClientCommand {
    @Option(names = "--source", required = true, description = "a source, or a pattern: shop-*")
    String source;

    @Option(names = "--kind", description = "only of this cause: backup, verification, …")
    String kind;

    @Option(names = "--from", description = "from this time; from now on without it")
    String from;

    @Option(names = "--until", description = "until this time")
    String until;

    @Option(
        names = "--for",
        converter = Span.Minutes.class,
        description = "for so long: 90m, 2h, 1d")
    Duration span;

    @Option(names = "--reason", required = true, description = "why; at most 200 characters")
    String reason;

    @Override
    public Integer call() {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("source", source);
      body.put("kind", kind);
      Instant begin = from == null ? Instant.now() : GivenTime.of(from);
      body.put("from", from == null ? null : begin.toString());
      body.put("until", end(begin).toString());
      body.put("reason", reason);
      body.values().removeIf(value -> value == null);
      JsonNode silence = rest().post(Service.NOTIFIER, "/silences", body);
      return json
          ? printJson(silence)
          : say(
              "silence %s until %s"
                  .formatted(
                      Cells.text(silence.path("silenceId")), Cells.time(silence.path("endsAt"))));
    }

    private Instant end(Instant begin) {
      if ((until == null) == (span == null)) {
        throw new CliFailure(ExitCode.USAGE, "say either --for or --until");
      }
      return until == null ? begin.plus(span) : GivenTime.of(until);
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Those in force and to come.",
      footer = {"", "Example:", "  salva notify silence list --all"})
  static final class ListAll extends ClientCommand {
    @Option(names = "--all", description = "also those that are over")
    boolean all;

    @Override
    public Integer call() {
      JsonNode silences =
          rest().get(Service.NOTIFIER, "/silences", Map.of("state", all ? "all" : "active"));
      if (json) {
        return printJson(silences);
      }
      Table table =
          new Table(
              Column.text("SILENCE"),
              Column.text("SOURCE"),
              Column.text("KIND"),
              Column.text("FROM"),
              Column.text("UNTIL"),
              Column.text("BY"),
              Column.prose("REASON"));
      for (JsonNode each : silences) {
        table.row(
            Cells.text(each.path("silenceId")),
            Cells.text(each.path("source")),
            Cells.text(each.path("kind")),
            Cells.time(each.path("beginsAt")),
            Cells.time(each.hasNonNull("endedAt") ? each.path("endedAt") : each.path("endsAt")),
            Cells.text(each.path("createdBy")),
            Cells.text(each.path("reason")));
      }
      table.print(out(), terminal(), "no silences");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "end",
      mixinStandardHelpOptions = true,
      description = "End a silence before its time.",
      footer = {"", "Example:", "  salva notify silence end 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f"})
  static final class End extends ClientCommand {
    @Parameters(paramLabel = "SILENCE", description = "its id")
    String id;

    @Override
    public Integer call() {
      JsonNode silence = rest().post(Service.NOTIFIER, "/silences/" + Rest.encoded(id) + "/end");
      return json ? printJson(silence) : say("over; what it held back is told if it is still so");
    }
  }
}
