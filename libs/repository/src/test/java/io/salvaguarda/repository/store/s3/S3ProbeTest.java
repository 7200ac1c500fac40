package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server, and what stands before it makes it worse. */
class S3ProbeTest {

  private FaultProxy proxy;
  private S3ObjectStore store;

  @BeforeEach
  void open() throws Exception {
    proxy = new FaultProxy(TestS3.plain().endpoint());
    store = new S3ObjectStore(TestS3.settings(TestS3.plain(), proxy.endpoint()));
  }

  @AfterEach
  void close() {
    store.close();
    proxy.close();
  }

  @Test
  void theEmbeddedServerHasWhatARepositoryNeedsAndNothingIsLeftBehind() throws Exception {
    StoreAbilities found = store.probe();

    found.requireFit();
    assertThat(found.conditionalPut().word()).isEqualTo("yes");
    assertThat(found.consistentLists().word()).isEqualTo("yes");
    assertThat(found.checksum().word()).isEqualTo("yes");
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void overTlsBytesThatAreNotThoseOfTheirMd5AreRefused() throws Exception {
    try (S3ObjectStore secure =
        new S3ObjectStore(TestS3.settings(TestS3.secure(), TestS3.secure().endpoint()))) {
      assertThat(secure.probe().checksum().word()).isEqualTo("yes");
    }
  }

  @Test
  void aDozenRequestsAreEnough() throws Exception {
    store.probe();

    int requests =
        proxy.seen("PUT").size()
            + proxy.seen("GET").size()
            + proxy.seen("HEAD").size()
            + proxy.seen("DELETE").size();
    assertThat(requests).isLessThanOrEqualTo(13);
  }

  @Test
  void aServerThatOverwritesInSpiteOfTheConditionIsUnfit() throws Exception {
    proxy.next("PUT", Faults.passes());
    proxy.next("PUT", Faults.storesNothing());

    assertUnfit("conditional put (If-None-Match: *)", "HTTP 200", "HTTP 412");
  }

  @Test
  void aServerThatDoesNotKnowTheConditionIsUnfit() throws Exception {
    proxy.next("PUT", Faults.status(501, "NotImplemented"));

    assertUnfit("conditional put (If-None-Match: *)", "HTTP 501 NotImplemented", "HTTP 412");
  }

  @Test
  void aServerThatRefusesAndStoresAllTheSameIsUnfit() throws Exception {
    proxy.next("PUT", Faults.passes());
    proxy.next("PUT", Faults.storesAndSays(store, 412, "PreconditionFailed"));

    assertUnfit("conditional put (If-None-Match: *)", "HTTP 412, and did not keep", "HTTP 412");
  }

  @Test
  void aServerWhoseListsAreLateIsUnfit() throws Exception {
    proxy.nextList(Faults.emptyList());

    assertUnfit("consistent lists", "did not list an object that was put", "at once");
  }

  @Test
  void whatARepositoryCanDoWithoutIsToldAndNoReasonToRefuse() throws Exception {
    proxy.next(2, "PUT", Faults.passes());
    proxy.next("PUT", Faults.storesNothing());
    proxy.next("PUT", Faults.storesNothing());

    StoreAbilities found = store.probe();

    found.requireFit();
    assertThat(found.conditionalReplace()).isInstanceOf(Ability.Missing.class);
    assertThat(found.conditionalReplace().answer()).contains("another", "HTTP 200");
    assertThat(found.checksum()).isInstanceOf(Ability.Missing.class);
    assertThat(proxy.trapsLeft()).isZero();
  }

  @Test
  void whoMayOnlyReadIsNotRefusedForBeingUnableToWrite() throws Exception {
    proxy.next(2, "PUT", Faults.status(403, "AccessDenied"));

    StoreAbilities found = store.probe();

    found.requireFit();
    assertThat(found.conditionalPut()).isInstanceOf(Ability.NotProbed.class);
    assertThat(found.conditionalPut().answer()).contains("HTTP 403 AccessDenied");
    assertThat(found.consistentLists().word()).isEqualTo("not-probed");
    assertThat(proxy.seen("PUT")).hasSize(2);
  }

  @Test
  void whoMayNotDeleteLeavesProbesAndIsNotRefused() throws Exception {
    proxy.next(2, "DELETE", Faults.status(403, "AccessDenied"));

    StoreAbilities found = store.probe();

    found.requireFit();
    assertThat(found.conditionalPut().word()).isEqualTo("yes");
    assertThat(found.consistentLists().answer()).contains("HTTP 403 AccessDenied");
    assertThat(store.list("probe/")).hasSize(1);
  }

  @Test
  void aServerThatIsAwayIsNoWorseServer() {
    proxy.next("PUT", Faults.status(503, "SlowDown"));

    assertThatThrownBy(() -> store.probe()).isInstanceOf(StoreException.Unavailable.class);
  }

  private void assertUnfit(String ability, String answer, String right) throws StoreException {
    StoreAbilities found = store.probe();

    assertThatThrownBy(found::requireFit)
        .isInstanceOf(StoreException.Unfit.class)
        .hasMessageContaining(ability)
        .hasMessageContaining(answer)
        .hasMessageContaining(right);
    assertThat(store.list("")).as("nothing is left behind").isEmpty();
  }
}
