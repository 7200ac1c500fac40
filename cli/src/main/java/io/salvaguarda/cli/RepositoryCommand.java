package io.salvaguarda.cli;

import io.salvaguarda.access.Credentials;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;

/** What commands on an opened repository have. */
abstract class RepositoryCommand extends StoreCommand {

  @Override
  final int run(ObjectStore store, RepositoryConfig repository) throws IOException {
    return run(BackupRepository.open(store, Credentials.of(repository)));
  }

  abstract int run(BackupRepository repository) throws IOException;
}
