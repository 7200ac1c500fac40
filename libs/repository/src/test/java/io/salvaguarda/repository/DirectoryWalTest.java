package io.salvaguarda.repository;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWalTest extends WalArchiveConformance {

  @TempDir Path folder;

  @Override
  ObjectStore emptyStore() throws Exception {
    return new DirectoryObjectStore(folder.resolve("store"));
  }
}
