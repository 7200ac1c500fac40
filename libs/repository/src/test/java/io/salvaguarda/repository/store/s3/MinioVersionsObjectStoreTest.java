package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.ObjectStoreConformance;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** In a bucket with object lock, where every version has to be deleted. */
@OnPeer(Maker.MINIO)
class MinioVersionsObjectStoreTest extends ObjectStoreConformance {

  @Override
  protected ObjectStore emptyStore() throws Exception {
    return TestPeers.emptyStoreOfVersions(Maker.MINIO);
  }

  @Test
  void whatIsDeletedTakesUpNoSpaceAndNoOlderVersionComesBack() throws Exception {
    ObjectLock none = new ObjectLock(ObjectLock.Mode.GOVERNANCE, Duration.ZERO, key -> false);
    S3Settings settings = TestPeers.with(TestPeers.settings(Maker.MINIO, Bucket.LOCKED), none);
    try (S3ObjectStore bucket = new S3ObjectStore(settings)) {
      for (String key : new String[] {"a/plain", "a/leased", "a/leased-longer"}) {
        bucket.put(key, ByteBuffer.wrap(new byte[] {1}));
        bucket.put(key, ByteBuffer.wrap(new byte[] {2}));
      }

      bucket.delete("a/plain");
      bucket.delete("a/leased", new Lease("a/x", "a/y", Instant.now().plusSeconds(60)));

      assertThat(bucket.stat("a/plain")).isEmpty();
      assertThat(bucket.stat("a/leased")).isEmpty();
      assertThat(TestPeers.versions(settings))
          .containsExactly("a/leased-longer", "a/leased-longer");
    }
  }
}
