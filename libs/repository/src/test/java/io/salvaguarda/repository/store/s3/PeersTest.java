package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the probe finds on the servers of others; docs/s3-servers.md says the same. */
class PeersTest {

  @ParameterizedTest
  @EnumSource(Maker.class)
  void aServerThatMayBeUsedHasWhatARepositoryNeeds(Maker maker) throws Exception {
    assumeTrue(maker.program().isPresent(), maker.absent());
    try (S3ObjectStore store = TestPeers.emptyStore(maker, Bucket.PLAIN)) {
      StoreAbilities found = store.probe();

      found.requireFit();
      assertThat(found.conditionalPut()).isInstanceOf(Ability.Present.class);
      assertThat(found.consistentLists()).isInstanceOf(Ability.Present.class);
      assertThat(store.list("")).as("nothing is left behind").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Bucket.class)
  void theProbeTellsHowTheBucketIsSet(Bucket bucket) throws Exception {
    assumeTrue(Maker.MINIO.program().isPresent(), Maker.MINIO.absent());
    try (S3ObjectStore store = TestPeers.emptyStore(Maker.MINIO, bucket)) {
      StoreAbilities found = store.probe();

      assertThat(found.versioning().word()).isEqualTo(bucket == Bucket.PLAIN ? "no" : "yes");
      assertThat(found.objectLock().word())
          .isEqualTo(bucket.name().startsWith("LOCK") ? "yes" : "no");
      assertThat(found.conditionalPut().word()).isEqualTo("yes");
      assertThat(found.conditionalReplace().word()).isEqualTo("yes");
      assertThat(found.checksum().word()).isEqualTo("yes");
      assertThat(found.consistentLists().word()).isEqualTo("yes");
      assertThat(store.list("")).as("nothing is left behind").isEmpty();
    }
  }
}
