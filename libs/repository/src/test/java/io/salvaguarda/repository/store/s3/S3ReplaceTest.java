package io.salvaguarda.repository.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.RetryingObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What replacers that crashed, stopped or met a bad line leave behind. */
class S3ReplaceTest {

  private static final byte[] FIRST = bytes("first");
  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(20));

  private FaultProxy proxy;
  private S3Settings settings;
  private S3ObjectStore store;
  private S3ObjectStore direct;

  @BeforeEach
  void open() throws Exception {
    proxy = new FaultProxy(TestS3.plain().endpoint());
    settings = TestS3.settings(TestS3.plain(), proxy.endpoint());
    store = new S3ObjectStore(settings);
    direct =
        new S3ObjectStore(
            new S3Settings(
                TestS3.plain().endpoint(),
                settings.region(),
                settings.bucket(),
                settings.prefix(),
                settings.accessKey(),
                settings.secretKey(),
                settings.caCertificate(),
                settings.patience()));
    direct.put("a/b", ByteBuffer.wrap(FIRST));
  }

  @AfterEach
  void close() {
    store.close();
    direct.close();
    proxy.close();
  }

  @Test
  void aLockThatSomeoneHoldsIsRespectedAndNamed() throws Exception {
    direct.put("a/b.lock", buffer("someone else"));
    putLongAgo("a/b.lock", Duration.ofMinutes(39));

    assertThatThrownBy(() -> direct.replace("a/b", FIRST, buffer("second")))
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining(settings.prefix() + "a/b.lock");

    assertThat(direct.get("a/b", 100)).isEqualTo(FIRST);
    assertThat(direct.get("a/b.lock", 100)).isEqualTo(bytes("someone else"));
  }

  @Test
  void aLockThatACrashLeftIsTakenAwayWhenItsHolderCouldDoNothingAnyMore() throws Exception {
    direct.put("a/b.lock", buffer("one who died"));
    putLongAgo("a/b.lock", Duration.ofMinutes(41));

    assertThat(direct.replace("a/b", FIRST, buffer("second"))).isTrue();

    assertThat(direct.get("a/b", 100)).isEqualTo(bytes("second"));
    assertThat(direct.list("")).extracting(ObjectStat::key).containsExactly("a/b");
  }

  @Test
  void ofManyWhoFindALeftLockOneWins() throws Exception {
    for (int round = 0; round < 10; round++) {
      direct.put("a/b", ByteBuffer.wrap(FIRST));
      direct.put("a/b.lock", buffer("one who died in round " + round));
      putLongAgo("a/b.lock", Duration.ofMinutes(41));

      List<Boolean> won = race(4);

      assertThat(won).containsOnlyOnce(true);
      assertThat(direct.get("a/b", 100)).isEqualTo(bytes("writer " + won.indexOf(true)));
    }
  }

  private List<Boolean> race(int writers) throws Exception {
    CyclicBarrier start = new CyclicBarrier(writers);
    List<Boolean> won = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        ByteBuffer own = buffer("writer " + writer);
        RetryingObjectStore patient = new RetryingObjectStore(direct, QUICK);
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return patient.replace("a/b", FIRST, own);
                }));
      }
      for (Future<Boolean> result : results) {
        won.add(result.get());
      }
    }
    return won;
  }

  @Test
  void aReplacerThatWasStoppedForLongIsRefusedByTheServer() {
    try (S3ObjectStore client = direct) {
      SinglePut put = new SinglePut(HttpClients.forBucket(settings), settings);
      Instant longAgo = Instant.now().minus(Duration.ofMinutes(31));
      String tag = "\"" + "0".repeat(32) + "\"";

      assertThatThrownBy(
              () ->
                  put.replace(
                      settings.prefix() + "a/b",
                      buffer("too late"),
                      tag,
                      longAgo,
                      Optional.empty()))
          .isInstanceOf(StoreException.Denied.class);

      assertThat(client.get("a/b", 100)).isEqualTo(FIRST);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whateverReplyIsLostTheReplacementTakesPlaceOnceAndLeavesNoLock() throws Exception {
    byte[] before = FIRST;
    for (String method : List.of("PUT", "PUT", "DELETE", "GET")) {
      byte[] after = bytes("after " + method + proxy.seen("PUT").size());
      proxy.next(method, Faults.replyIsLost());

      assertThat(
              new RetryingObjectStore(store, QUICK).replace("a/b", before, ByteBuffer.wrap(after)))
          .as("lost reply to %s", method)
          .isTrue();

      assertThat(direct.get("a/b", 100)).isEqualTo(after);
      assertThat(proxy.trapsLeft()).isZero();
      before = after;
    }
    assertThat(direct.list("")).extracting(ObjectStat::key).containsExactly("a/b");
  }

  /** The server keeps an object's time as its file's. */
  private void putLongAgo(String key, Duration age) throws Exception {
    Path file = TestS3.plain().objectFile(settings.prefix() + key);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
