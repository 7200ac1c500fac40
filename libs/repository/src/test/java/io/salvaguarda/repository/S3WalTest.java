package io.salvaguarda.repository;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.s3.TestS3;

class S3WalTest extends WalArchiveConformance {

  @Override
  ObjectStore emptyStore() throws Exception {
    return TestS3.emptyStore();
  }
}
