package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    answer.set("catalog", rest().post(Service.BACKUP, "/backups/rebuild"));
    answer.set("recoveryPoints", rest().post(Service.RESTORE, "/recovery-points/rebuild"));
    if (json) {
      return printJson(answer);
    }
    new Fields(out(), terminal()).print(answer);
    return ExitCode.DONE;
  }
}
