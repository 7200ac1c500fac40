package io.salvaguarda.cli;

import io.salvaguarda.access.Credentials;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Make a repository. backup-service does so by itself at its first backup; this is for those who",
      "want its other recipients in place before. Exit 4 when there is one already."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo init --config salvaguarda.yaml --repository main",
      "  salva repo init --directory /mnt/backups --passphrase-file /run/secrets/repository",
      "  salva repo key add escrow --config salvaguarda.yaml --public-key escrow.pub.pem"
    })
final class RepoInit extends StoreCommand {
  @Override
  boolean makesOne() {
    return true;
  }

  @Override
  int run(ObjectStore store, RepositoryConfig repository) throws IOException {
    BackupRepository made =
        BackupRepository.create(store, Credentials.of(repository).recipientKey());
    return json
        ? printJson(Map.of("repositoryId", made.id().toString()))
        : say(
            "made repository %s in %s"
                .formatted(made.id(), Cells.line(RepositoryTarget.place(repository))));
  }
}
