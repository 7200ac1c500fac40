package io.salvaguarda.repository;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.s3.OnPeer;
import io.salvaguarda.repository.store.s3.TestPeers;

/** In a bucket with object lock, where every version has to be deleted. */
@OnPeer(Maker.MINIO)
class MinioVersionsPruneTest extends PruneConformance {

  @Override
  ObjectStore emptyStore() throws Exception {
    return TestPeers.emptyStoreOfVersions(Maker.MINIO);
  }
}
