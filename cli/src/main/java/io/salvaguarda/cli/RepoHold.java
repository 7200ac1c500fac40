package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import io.salvaguarda.repository.RepositoryException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "hold",
    mixinStandardHelpOptions = true,
    description = {
      "Keep a backup from being deleted until it is released. Services see it before they delete, and",
      "show it after \"salva repo rebuild-catalog\"."
    },
    footer = {
      "",
      "Example:",
      "  salva repo hold testdb/logical/2026-01-02_02-00-00-1a2b3c --reason \"case 4711\""
    })
final class RepoHold extends RepositoryCommand {
  @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
  String id;

  @Option(names = "--reason", required = true, description = "why; at most 500 characters")
  String reason;

  @Option(names = "--by", description = "who holds it; the system's user by default")
  String by = System.getProperty("user.name");

  private BackupId backup;
  private Hold.Placed hold;

  @Override
  void prepare() {
    try {
      backup = BackupId.parse(id);
      hold = new Hold.Placed(by, reason.strip(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    } catch (IllegalArgumentException e) {
      throw new CliFailure(ExitCode.USAGE, Cells.line(e.getMessage()));
    }
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    try {
      repository.hold(backup, hold);
    } catch (RepositoryException.Held | RepositoryException.BeingDeleted e) {
      throw new CliFailure(ExitCode.REFUSED, Cells.line(e.getMessage()));
    }
    return json
        ? printJson(RepoList.json(hold))
        : say("held; it is not deleted until it is released");
  }
}
