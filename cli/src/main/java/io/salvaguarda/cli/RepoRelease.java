package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "End the hold of a backup in this repository; copies of it stay held.",
    footer = {"", "Example:", "  salva repo release testdb/logical/2026-01-02_02-00-00-1a2b3c"})
final class RepoRelease extends RepositoryCommand {
  @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
  String id;

  private BackupId backup;

  @Override
  void prepare() {
    try {
      backup = BackupId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new CliFailure(ExitCode.USAGE, Cells.line(e.getMessage()));
    }
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    Optional<Hold> hold = repository.release(backup);
    if (hold.isEmpty()) {
      throw new CliFailure(ExitCode.NOT_FOUND, "backup " + backup + " is not held");
    }
    return json
        ? printJson(RepoList.json(hold.get()))
        : say("released; it was " + Cells.line(hold.get().text()));
  }
}
