package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.prune.Fate;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.prune.PruneReport;
import io.salvaguarda.repository.prune.PruneReport.Tally;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Delete chunks that no backup needs: the first run marks them, and one after the grace deletes",
      "what is still not needed. Safe while backups, verifications and restores are under way. Nothing",
      "is deleted when a single backup cannot be read. Exit 4 when another prune is at work."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo prune --dry-run              what would go, and why; changes nothing",
      "  salva repo prune --grace-days 14"
    })
final class RepoPrune extends RepositoryCommand {
  private static final int SHORTEST = (int) Prune.SHORTEST_GRACE.toDays();

  @Option(names = "--dry-run", description = "tell what would be done, and change nothing")
  boolean dryRun;

  @Option(
      names = "--grace-days",
      paramLabel = "N",
      description = "how long a chunk must have been in no backup; 7 (the least) by default")
  int graceDays = SHORTEST;

  @Override
  void prepare() {
    if (graceDays < SHORTEST) {
      throw new CliFailure(
          ExitCode.USAGE,
          "--grace-days: %d is too short, a backup may be under way for as long; at least %d"
              .formatted(graceDays, SHORTEST));
    }
  }

  @Override
  boolean writes() {
    return !dryRun;
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    Duration grace = Duration.ofDays(graceDays);
    if (dryRun) {
      return print(repository.prune().dryRun(grace, PruneObserver.NONE));
    }
    return switch (repository.prune().run(grace, PruneObserver.NONE)) {
      case PruneOutcome.Done done -> print(done.report());
      case PruneOutcome.TakenOver lost -> {
        print(lost.report());
        throw new CliFailure(
            ExitCode.REFUSED, "another prune took over, because this one was held up too long");
      }
      case PruneOutcome.Busy busy ->
          throw new CliFailure(
              ExitCode.REFUSED,
              "another prune is at work, or died: it last showed life at " + busy.since());
    };
  }

  private int print(PruneReport report) {
    if (json) {
      ObjectNode printed = Json.MAPPER.createObjectNode();
      printed.put("dryRun", dryRun);
      add(printed, "NEEDED", report.needed());
      for (Fate fate : Fate.values()) {
        add(printed, fate.name(), report.of(fate));
      }
      return printJson(printed);
    }
    line("NEEDED", report.needed(), "in a backup");
    for (Fate fate : Fate.values()) {
      if (report.of(fate).chunks() > 0) {
        line(fate.name(), report.of(fate), fate.why());
      }
    }
    if (dryRun) {
      out().println("dry run: nothing was changed");
    }
    return ExitCode.DONE;
  }

  private void line(String fate, Tally tally, String why) {
    out()
        .printf(
            "%-13s %,9d chunks %12s  %s%n", fate, tally.chunks(), Cells.bytes(tally.bytes()), why);
  }

  private static void add(ObjectNode json, String fate, Tally tally) {
    json.putObject(fate).put("chunks", tally.chunks()).put("bytes", tally.bytes());
  }
}
