package io.salvaguarda.repository;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.s3.OnPeer;
import io.salvaguarda.repository.store.s3.TestPeers;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;

@OnPeer(Maker.MINIO)
class MinioWalTest extends WalArchiveConformance {

  @Override
  ObjectStore emptyStore() throws Exception {
    return TestPeers.emptyStore(Maker.MINIO, Bucket.PLAIN);
  }
}
