package io.salvaguarda.repository;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.store.s3.TestS3;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryToS3CopyTest extends CopyConformance {

  @TempDir Path folder;

  @Override
  ObjectStore emptySource() throws Exception {
    return new DirectoryObjectStore(folder.resolve("store"));
  }

  @Override
  ObjectStore emptyTarget() throws Exception {
    return TestS3.emptyStore();
  }
}
