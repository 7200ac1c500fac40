package io.salvaguarda.repository.store.s3;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.ObjectStoreConformance;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;

@OnPeer(Maker.MINIO)
class MinioObjectStoreTest extends ObjectStoreConformance {

  @Override
  protected ObjectStore emptyStore() throws Exception {
    return TestPeers.emptyStore(Maker.MINIO, Bucket.PLAIN);
  }
}
