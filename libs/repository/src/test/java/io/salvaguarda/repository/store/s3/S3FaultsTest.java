package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.RetryingObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.s3.FaultProxy.Fault;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class S3FaultsTest {

  private static final byte[] BYTES = "twelve bytes and some more".getBytes(StandardCharsets.UTF_8);
  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(30));

  private FaultProxy proxy;
  private S3Settings settings;
  private S3ObjectStore store;
  private S3ObjectStore direct;
  private RetryingObjectStore retrying;

  @BeforeEach
  void open() throws Exception {
    proxy = new FaultProxy(TestS3.plain().endpoint());
    settings = TestS3.settings(TestS3.plain(), proxy.endpoint());
    store = new S3ObjectStore(settings);
    retrying = new RetryingObjectStore(store, QUICK);
    direct = new S3ObjectStore(at(TestS3.plain().endpoint()));
    direct.put("a/there", ByteBuffer.wrap(BYTES));
  }

  @AfterEach
  void close() {
    store.close();
    direct.close();
    proxy.close();
  }

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        argumentSet("503", Faults.status(503, "SlowDown")),
        argumentSet("500", Faults.status(500, "InternalError")),
        argumentSet("502 of a gateway", Faults.status(502, "BadGateway")),
        argumentSet("429", Faults.status(429, "TooManyRequests")),
        argumentSet("connection breaks", Faults.connectionBreaks()),
        argumentSet("lost reply", Faults.replyIsLost()));
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void whatMayPassIsUnavailableWhicheverRequestMeetsIt(Fault fault) {
    // OkHttp itself asks again once when a pooled connection breaks
    assertUnavailable("PUT", fault, () -> store.put("a/new", ByteBuffer.wrap(BYTES)));
    assertUnavailable("PUT", fault, () -> store.putIfAbsent("a/other", ByteBuffer.wrap(BYTES)));
    assertUnavailable("GET", fault, () -> store.get("a/there", 100));
    assertUnavailable("GET", fault, () -> store.list("a/"));
    assertUnavailable("HEAD", fault, () -> store.stat("a/there"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, RequestTimeout",
    "400, IncompleteBody",
    "400, XAmzContentSHA256Mismatch",
    "409, ConditionalRequestConflict"
  })
  void aCodeThatMayPassIsUnavailableAlthoughItsStatusRefuses(int status, String code) {
    proxy.next("PUT", Faults.status(status, code));

    assertThatThrownBy(() -> store.putIfAbsent("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining(code);
  }

  private interface Request {
    void send() throws StoreException;
  }

  private void assertUnavailable(String method, Fault fault, Request request) {
    proxy.next(3, method, fault);
    assertThatThrownBy(request::send).isInstanceOf(StoreException.Unavailable.class);
    proxy.forget();
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void whatPassesIsHarmlessWhenAskedAgain(Fault fault) throws Exception {
    proxy.next(3, "PUT", fault);
    proxy.next(3, "GET", fault);
    proxy.next(3, "HEAD", fault);

    retrying.put("a/new", ByteBuffer.wrap(BYTES));
    boolean stored = retrying.putIfAbsent("a/other", ByteBuffer.wrap(BYTES));

    assertThat(stored).isTrue();
    assertThat(retrying.get("a/new", 100)).isEqualTo(BYTES);
    assertThat(retrying.get("a/other", 100)).isEqualTo(BYTES);
    assertThat(retrying.list("a/")).hasSize(3);
  }

  @Test
  void whatItsEtagProvesIsNotAskedForAgain() throws Exception {
    store.put("a/new", ByteBuffer.wrap(BYTES));
    store.putIfAbsent("a/other", ByteBuffer.wrap(BYTES));

    assertThat(proxy.seen("HEAD")).isEmpty();
  }

  @Test
  void whatNoEtagProvesIsLookedAt() throws Exception {
    proxy.next(2, "PUT", Faults.tagIsOpaque());

    store.put("a/new", ByteBuffer.wrap(BYTES));
    store.putIfAbsent("a/other", ByteBuffer.wrap(BYTES));

    assertThat(proxy.seen("HEAD")).hasSize(2);
  }

  @Test
  void aSilentServerIsUnavailableWhenPatienceEnds() throws Exception {
    S3Settings impatient = impatient();
    try (S3ObjectStore waiting = new S3ObjectStore(impatient)) {
      proxy.next("GET", Faults.silence());
      proxy.next("PUT", Faults.silence());

      assertThatThrownBy(() -> waiting.get("a/there", 100))
          .isInstanceOf(StoreException.Unavailable.class);
      assertThatThrownBy(() -> waiting.put("a/new", ByteBuffer.wrap(BYTES)))
          .isInstanceOf(StoreException.Unavailable.class);
    }
  }

  @Test
  void aSlowListIsWaitedForWithinTheDeadline() throws Exception {
    try (S3ObjectStore waiting = new S3ObjectStore(impatient())) {
      proxy.next(2, "GET", Faults.silence());

      assertThat(new RetryingObjectStore(waiting, QUICK).list("a/")).hasSize(1);
    }
  }

  @Test
  void retryingEndsAtTheDeadline() {
    proxy.next(10_000, "GET", Faults.status(503, "SlowDown"));
    RetryPolicy policy =
        new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(300));
    long start = System.nanoTime();

    assertThatThrownBy(() -> new RetryingObjectStore(store, policy).get("a/there", 100))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("503");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(proxy.trapsLeft()).isBetween(9_000, 9_995);
  }

  /** OkHttp would send the request again by itself and be told that the key is taken: by us. */
  @Test
  void aConditionalPutWhoseReplyWasLostKnowsItsOwnObject() throws Exception {
    store.put("a/warm", ByteBuffer.wrap(BYTES));
    proxy.next("PUT", Faults.replyIsLost());
    assertThatThrownBy(() -> store.putIfAbsent("a/once", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Unavailable.class);

    store.put("a/warm", ByteBuffer.wrap(BYTES));
    proxy.next("PUT", Faults.replyIsLost());
    assertThat(retrying.putIfAbsent("a/new", ByteBuffer.wrap(BYTES))).isTrue();
  }

  @Test
  void aConditionalPutThatIsAskedAgainStillLosesAgainstAnother() throws Exception {
    proxy.next("PUT", Faults.status(503, "SlowDown"));

    boolean stored =
        retrying.putIfAbsent(
            "a/there", ByteBuffer.wrap("another".getBytes(StandardCharsets.UTF_8)));

    assertThat(stored).isFalse();
    assertThat(direct.get("a/there", 100)).isEqualTo(BYTES);
  }

  @Test
  void theConditionReachesTheServerInTheOnePutRequest() throws Exception {
    store.putIfAbsent("a/new", ByteBuffer.wrap(BYTES));
    store.put("a/plain", ByteBuffer.wrap(BYTES));

    List<FaultProxy.Seen> puts = proxy.seen("PUT");
    assertThat(puts).hasSize(2);
    assertThat(puts.get(0).headers().get("If-None-Match")).isEqualTo("*");
    assertThat(puts.get(0).headers().get("Authorization")).contains("if-none-match");
    assertThat(puts.get(1).headers().get("If-None-Match")).isNull();
    assertThat(proxy.seen("POST")).isEmpty();
  }

  @Test
  void anUploadThatTheServerCutIsNoSuccess() throws Exception {
    proxy.next("PUT", Faults.storesHalf(direct, "a/new"));
    assertThatThrownBy(() -> store.put("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("26 bytes were sent");

    proxy.next("PUT", Faults.storesHalf(direct, "a/new"));
    retrying.put("a/new", ByteBuffer.wrap(BYTES));
    assertThat(direct.get("a/new", 100)).isEqualTo(BYTES);
  }

  @Test
  void anUploadThatTheServerForgotIsNoSuccess() {
    proxy.next("PUT", Faults.storesNothing());
    assertThatThrownBy(() -> store.put("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Unavailable.class);

    proxy.next("PUT", Faults.storesNothing());
    assertThatThrownBy(() -> store.putIfAbsent("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void anUploadThatArrivesChangedIsRefused() throws Exception {
    proxy.next("PUT", Faults.uploadIsChanged());

    assertThatThrownBy(() -> store.put("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.class);

    assertThat(direct.stat("a/new")).isEmpty();
  }

  @Test
  void anErrorWithStatus200IsNoSuccess() {
    proxy.next("PUT", Faults.errorWithStatus200());
    assertThatThrownBy(() -> store.put("a/there", ByteBuffer.wrap(BYTES)))
        .as("an object of the same size is there")
        .isInstanceOf(StoreException.Unavailable.class);

    proxy.next("GET", Faults.errorWithStatus200());
    assertThatThrownBy(() -> store.get("a/there", 1000))
        .isInstanceOf(StoreException.Unavailable.class);

    proxy.next("GET", Faults.errorWithStatus200());
    assertThatThrownBy(() -> store.list("a/")).isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void aDownloadThatBreaksOffIsUnavailable() throws Exception {
    proxy.next("GET", Faults.replyIsCut());
    assertThatThrownBy(() -> store.get("a/there", 1000))
        .isInstanceOf(StoreException.Unavailable.class);

    proxy.next("GET", Faults.replyIsCut());
    assertThat(retrying.get("a/there", 1000)).isEqualTo(BYTES);
  }

  /** As when a process is stopped between its look at the clock and its request. */
  @Test
  void aDeleteThatComesAfterItsLeaseIsRefusedByTheServer() throws Exception {
    Lease lease = new Lease("a/begin", "a/end", Instant.now().plusSeconds(3));
    proxy.next(
        "DELETE",
        (exchange, server) -> {
          await().until(() -> Instant.now().isAfter(lease.until().plusSeconds(1)));
          FaultProxy.answer(exchange, server.pass(exchange));
        });

    assertThat(store.delete("a/there", lease)).isFalse();

    assertThat(direct.get("a/there", 100)).isEqualTo(BYTES);
    assertThat(proxy.seen("DELETE")).hasSize(1);
  }

  @Test
  void aLeasedDeleteWhoseReplyIsLostIsUnavailableAndNotAskedAgain() throws Exception {
    Lease lease = new Lease("a/begin", "a/end", Instant.now().plusSeconds(60));
    proxy.next("DELETE", Faults.replyIsLost());

    assertThatThrownBy(() -> retrying.delete("a/there", lease))
        .isInstanceOf(StoreException.Unavailable.class);

    assertThat(direct.stat("a/there")).isEmpty();
    assertThat(proxy.seen("DELETE")).hasSize(1);
  }

  @Test
  void wrongCredentialsAreDeniedAtOnceWithoutShowingTheSecret() throws Exception {
    for (S3Settings wrong :
        List.of(
            TestS3.withKeys(settings, settings.accessKey(), "not-the-secret-key"),
            TestS3.withKeys(settings, "nobody", settings.secretKey()))) {
      try (S3ObjectStore intruder = new S3ObjectStore(wrong)) {
        RetryingObjectStore patient = new RetryingObjectStore(intruder, RetryPolicy.DEFAULT);
        assertDenied(() -> patient.get("a/there", 100), wrong);
        assertDenied(() -> patient.put("a/there", ByteBuffer.wrap(BYTES)), wrong);
        assertDenied(() -> patient.putIfAbsent("a/new", ByteBuffer.wrap(BYTES)), wrong);
        assertDenied(() -> patient.stat("a/there"), wrong);
        assertDenied(() -> patient.list("a/"), wrong);
        assertDenied(() -> patient.delete("a/there"), wrong);
        Lease lease = new Lease("a/begin", "a/end", Instant.now().plusSeconds(60));
        assertDenied(() -> patient.delete("a/there", lease), wrong);
      }
    }
    assertThat(direct.get("a/there", 100)).isEqualTo(BYTES);
  }

  private static void assertDenied(Request request, S3Settings settings) {
    assertThatThrownBy(request::send)
        .isInstanceOf(StoreException.Denied.class)
        .hasMessageNotContaining(settings.secretKey());
  }

  @Test
  void aBucketThatDoesNotExistIsDeniedAndNotAMissingObject() throws Exception {
    S3Settings elsewhere = TestS3.withBucket(settings, "no-such-bucket");
    try (S3ObjectStore lost = new S3ObjectStore(elsewhere)) {
      assertThatThrownBy(() -> lost.get("a/there", 100)).isInstanceOf(StoreException.Denied.class);
      assertThatThrownBy(() -> lost.put("a/new", ByteBuffer.wrap(BYTES)))
          .isInstanceOf(StoreException.Denied.class);
      assertThatThrownBy(() -> lost.list("a/")).isInstanceOf(StoreException.Denied.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"507, InsufficientStorage", "403, QuotaExceeded", "507, XMinioStorageFull"})
  void aServerWithoutSpaceIsFull(int status, String code) {
    proxy.next("PUT", Faults.status(status, code));

    assertThatThrownBy(() -> retrying.put("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Full.class);
  }

  @ParameterizedTest
  @CsvSource({"501, NotImplemented", "301, PermanentRedirect", "400, InvalidRequest"})
  void aRequestThatTheServerWillNeverTakeIsDeniedAtOnce(int status, String code) {
    proxy.next("PUT", Faults.status(status, code));

    assertThatThrownBy(() -> retrying.put("a/new", ByteBuffer.wrap(BYTES)))
        .isInstanceOf(StoreException.Denied.class)
        .hasMessageContaining(code);
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws Exception {
    int closedPort;
    try (var socket = new java.net.ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    try (S3ObjectStore gone = new S3ObjectStore(at(URI.create("http://127.0.0.1:" + closedPort)))) {
      assertThatThrownBy(() -> gone.get("a/there", 100))
          .isInstanceOf(StoreException.Unavailable.class);
      assertThatThrownBy(() -> gone.put("a/new", ByteBuffer.wrap(BYTES)))
          .isInstanceOf(StoreException.Unavailable.class);
    }
  }

  @Test
  void settingsDoNotShowTheSecret() {
    assertThat(settings.toString()).doesNotContain(settings.secretKey());
  }

  private S3Settings at(URI endpoint) {
    return new S3Settings(
        endpoint,
        settings.region(),
        settings.bucket(),
        settings.prefix(),
        settings.accessKey(),
        settings.secretKey(),
        settings.caCertificate(),
        settings.patience());
  }

  private S3Settings impatient() {
    return new S3Settings(
        settings.endpoint(),
        settings.region(),
        settings.bucket(),
        settings.prefix(),
        settings.accessKey(),
        settings.secretKey(),
        settings.caCertificate(),
        Duration.ofMillis(400));
  }
}
