package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.ObjectStoreConformance;

/** Over TLS small bodies are checked otherwise than without. */
class S3TlsObjectStoreTest extends ObjectStoreConformance {

  @Override
  protected ObjectStore emptyStore() throws Exception {
    return new S3ObjectStore(TestS3.settings(TestS3.secure(), TestS3.secure().endpoint()));
  }
}
