package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.ObjectStoreConformance;

class S3ObjectStoreTest extends ObjectStoreConformance {

  @Override
  protected ObjectStore emptyStore() throws Exception {
    return TestS3.emptyStore();
  }
}
