package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "rebuild-catalog",
    mixinStandardHelpOptions = true,
    description = {
      "Make what the running services know say what the repositories say: backup-service's catalog",
      "and restore-service's recovery points. After their databases were lost, or a repository was",
      "put back. The one repo command that needs the services."
    },
    footer = {"", "Example:", "  salva repo rebuild-catalog"})
final class RepoRebuildCatalog extends ClientCommand {
  @Override
  public Integer call() {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    List<CliFailure> failures = new ArrayList<>();
    rebuild(answer, "catalog", Service.BACKUP, "/backups/rebuild", failures);
    rebuild(answer, "recoveryPoints", Service.RESTORE, "/recovery-points/rebuild", failures);
    if (json) {
      printJson(answer);
    } else {
      new Fields(out(), terminal()).print(answer);
    }
    failures.stream()
        .findFirst()
        .ifPresent(
            first -> {
              throw first;
            });
    return ExitCode.DONE;
  }

  /** A service that cannot do so now must not keep the other from it. */
  private void rebuild(
      ObjectNode answer, String what, Service service, String path, List<CliFailure> failures) {
    try {
      answer.set(what, rest().post(service, path));
    } catch (CliFailure e) {
      failures.add(e);
    }
  }
}
