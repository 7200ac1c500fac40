package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectLock.Mode;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Locks that are wanted are tried out before anything is trusted to them. */
class LockProbeTest {

  private static StoreAbilities probe(S3Settings settings, Mode mode) throws StoreException {
    ObjectLock lock = new ObjectLock(mode, Duration.ofDays(30), key -> true);
    try (S3ObjectStore store = new S3ObjectStore(TestPeers.with(settings, lock))) {
      return store.probe();
    }
  }

  @Test
  void aServerThatKnowsNoLocksIsRefusedWhenTheyAreWanted() throws Exception {
    S3Settings settings = TestS3.settings(TestS3.plain(), TestS3.plain().endpoint());

    assertThatThrownBy(() -> probe(settings, Mode.GOVERNANCE).requireFit())
        .isInstanceOf(StoreException.Unfit.class)
        .hasMessageContaining("object lock")
        .hasMessageContaining("501")
        .hasMessageContaining("a bucket made with object lock")
        .hasMessageContaining("salvaguarda.yaml would hold nothing");
  }

  /** On a server that has all there is. */
  @Nested
  @OnPeer(Maker.MINIO)
  class OnMinio {

    @ParameterizedTest
    @CsvSource({"PLAIN, 404", "VERSIONED, 404", "LOCKING, default retention"})
    void aBucketThatIsNotMadeForLocksIsRefusedWhenTheyAreWanted(Bucket bucket, String answer)
        throws Exception {
      S3Settings settings = TestPeers.settings(Maker.MINIO, bucket);

      assertThatThrownBy(() -> probe(settings, Mode.GOVERNANCE).requireFit())
          .isInstanceOf(StoreException.Unfit.class)
          .hasMessageContaining("object lock")
          .hasMessageContaining(answer);
      probeWithout(settings).requireFit();
    }

    private StoreAbilities probeWithout(S3Settings settings) throws StoreException {
      try (S3ObjectStore store = new S3ObjectStore(settings)) {
        return store.probe();
      }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aBucketWithObjectLockIsTriedOutAndOneSmallObjectIsLeft(Mode mode) throws Exception {
      S3Settings settings = TestPeers.settings(Maker.MINIO, Bucket.LOCKED);

      StoreAbilities first = probe(settings, mode);
      StoreAbilities again = probe(settings, mode);

      assertThatCode(first::requireFit).doesNotThrowAnyException();
      assertThat(again.objectLock()).isInstanceOf(Ability.Present.class);
      try (S3ObjectStore store = new S3ObjectStore(settings)) {
        assertThat(store.list("")).extracting(ObjectStat::key).containsExactly("probe/locked");
      }
    }
  }
}
