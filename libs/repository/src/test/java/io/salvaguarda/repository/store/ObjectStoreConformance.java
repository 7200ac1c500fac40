package io.salvaguarda.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store must do. Each test gets an empty store. */
public abstract class ObjectStoreConformance {

  protected ObjectStore store;

  protected abstract ObjectStore emptyStore() throws Exception;

  /** How often writers race; more where a race is cheap. */
  protected int races() {
    return 30;
  }

  @BeforeEach
  void open() throws Exception {
    store = emptyStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 4096, 65_537, 8 * 1024 * 1024 + 38})
  void whatWasPutIsReadBack(int size) throws Exception {
    byte[] bytes = random(size);

    store.put("chunks/ab/object", ByteBuffer.wrap(bytes));

    assertThat(store.get("chunks/ab/object", size + 1)).isEqualTo(bytes);
    ObjectStat stat = store.stat("chunks/ab/object").orElseThrow();
    assertThat(stat.key()).isEqualTo("chunks/ab/object");
    assertThat(stat.size()).isEqualTo(bytes.length);
  }

  @Test
  void onlyTheBuffersRemainingBytesAreStoredAndTheBufferStaysAsItWas() throws Exception {
    ByteBuffer buffer = ByteBuffer.wrap(bytes("__middle__")).position(2).limit(8);

    store.put("a/put", buffer);
    store.putIfAbsent("a/if-absent", buffer);

    assertThat(store.get("a/put", 100)).isEqualTo(bytes("middle"));
    assertThat(store.get("a/if-absent", 100)).isEqualTo(bytes("middle"));
    assertThat(buffer.remaining()).isEqualTo(6);
  }

  @Test
  void aPutReplacesTheObject() throws Exception {
    store.put("a/b", buffer("first, and longer"));

    store.put("a/b", buffer("second"));

    assertThat(store.get("a/b", 100)).isEqualTo(bytes("second"));
  }

  @Test
  void aConditionalPutLeavesAnObjectThatIsThereUntouched() throws Exception {
    assertThat(store.putIfAbsent("a/b", buffer("first"))).isTrue();

    boolean stored = store.putIfAbsent("a/b", buffer("second"));

    assertThat(stored).isFalse();
    assertThat(store.get("a/b", 100)).isEqualTo(bytes("first"));
  }

  @Test
  void ofRacingConditionalPutsExactlyOneWins() throws Exception {
    int writers = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int round = 0; round < races(); round++) {
        String key = "race/" + round;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          ByteBuffer own = buffer("writer " + writer);
          results.add(
              threads.submit(
                  () -> {
                    start.await();
                    return store.putIfAbsent(key, own);
                  }));
        }

        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> result : results) {
          won.add(result.get());
        }

        assertThat(won).containsOnlyOnce(true);
        assertThat(store.get(key, 100)).isEqualTo(bytes("writer " + won.indexOf(true)));
      }
    }
  }

  @Test
  void aReplacementTakesPlaceOnlyWhileTheObjectIsTheExpectedOne() throws Exception {
    store.put("a/b", buffer("first"));

    assertThat(store.replace("a/b", bytes("first"), buffer("second"))).isTrue();
    assertThat(store.replace("a/b", bytes("first"), buffer("third"))).isFalse();
    assertThat(store.replace("a/b", bytes("seconds"), buffer("third"))).isFalse();
    assertThat(store.replace("a/b", bytes("secon"), buffer("third"))).isFalse();
    assertThat(store.replace("a/none", bytes("first"), buffer("third"))).isFalse();

    assertThat(store.get("a/b", 100)).isEqualTo(bytes("second"));
    assertThat(store.list("")).as("nothing is left behind").hasSize(1);
  }

  @Test
  void ofRacingReplacementsExactlyOneWins() throws Exception {
    int writers = 4;
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int round = 0; round < races(); round++) {
        store.put("race/a", buffer("before " + round));
        byte[] before = bytes("before " + round);
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<Boolean>> results = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          ByteBuffer own = buffer("writer " + writer);
          results.add(
              threads.submit(
                  () -> {
                    start.await();
                    return replaced("race/a", before, own);
                  }));
        }

        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> result : results) {
          won.add(result.get());
        }

        assertThat(won).containsOnlyOnce(true);
        assertThat(store.get("race/a", 100)).isEqualTo(bytes("writer " + won.indexOf(true)));
      }
    }
  }

  /** A store without conditions may say that someone else is at it. */
  private boolean replaced(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    while (true) {
      try {
        return store.replace(key, expected, bytes);
      } catch (StoreException.Unavailable e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aReaderSeesOneWholeObjectWhileItIsReplaced() throws Exception {
    byte[] ones = new byte[300_000];
    byte[] twos = new byte[400_000];
    Arrays.fill(ones, (byte) 1);
    Arrays.fill(twos, (byte) 2);
    store.put("a/b", ByteBuffer.wrap(ones));
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 20; i++) {
                  store.put("a/b", ByteBuffer.wrap(i % 2 == 0 ? twos : ones));
                }
                return null;
              });

      List<byte[]> seen = new ArrayList<>();
      while (!writer.isDone()) {
        seen.add(store.get("a/b", 1_000_000));
        assertThat(seen.removeLast())
            .satisfiesAnyOf(
                bytes -> assertThat(Arrays.equals(bytes, ones)).isTrue(),
                bytes -> assertThat(Arrays.equals(bytes, twos)).isTrue());
      }
      writer.get();
    }
  }

  @Test
  void aGetGivesNoMoreThanItsLimit() throws Exception {
    store.put("a/b", buffer("0123456789"));

    assertThat(store.get("a/b", 4)).isEqualTo(bytes("0123"));
  }

  @Test
  void aMissingObjectIsNotFoundAndNothingElse() throws Exception {
    store.put("a/b", buffer("x"));

    assertThatThrownBy(() -> store.get("a/c", 10)).isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> store.get("nowhere/at/all", 10))
        .isInstanceOf(StoreException.NotFound.class);
    assertThat(store.stat("a/c")).isEmpty();
    assertThat(store.stat("nowhere/at/all")).isEmpty();
  }

  @Test
  void aDeletedObjectIsGoneAndDeletingAgainIsHarmless() throws Exception {
    store.put("a/b/c", buffer("x"));

    store.delete("a/b/c");
    store.delete("a/b/c");

    assertThat(store.stat("a/b/c")).isEmpty();
    assertThat(store.list("")).isEmpty();
    store.put("a/b/c", buffer("again"));
    assertThat(store.get("a/b/c", 10)).isEqualTo(bytes("again"));
  }

  @Test
  void theStoreTellsWhenAnObjectWasLastPutAndListsSayTheSame() throws Exception {
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    store.put("a/b", buffer("first"));
    Instant first = store.stat("a/b").orElseThrow().modified();
    await().until(() -> Instant.now().isAfter(first.plusSeconds(1)));
    store.put("a/b", buffer("first"));

    Instant again = store.stat("a/b").orElseThrow().modified();

    assertThat(first).isBetween(before, Instant.now());
    assertThat(again).as("the same bytes put again").isAfter(first);
    assertThat(store.list("a/")).extracting(ObjectStat::modified).containsExactly(again);
  }

  @Test
  void whatIsDeletedUnderALeaseIsGone() throws Exception {
    Lease lease = new Lease("a/begin", "a/end", Instant.now().plusSeconds(300));
    store.putIfAbsent("a/begin", buffer("mine"));
    store.put("a/b", buffer("x"));

    assertThat(store.delete("a/b", lease)).isTrue();
    assertThat(store.delete("a/b", lease)).as("gone already").isTrue();

    assertThat(store.stat("a/b")).isEmpty();
  }

  @Test
  void nothingIsDeletedUnderALeaseThatIsOver() throws Exception {
    store.putIfAbsent("a/begin", buffer("mine"));
    store.put("a/b", buffer("x"));

    assertThat(store.delete("a/b", new Lease("a/begin", "a/end", Instant.now()))).isFalse();

    assertThat(store.stat("a/b")).isPresent();
  }

  @Test
  void aListIsSortedAndHoldsNothingOutsideThePrefix() throws Exception {
    for (String key : List.of("b/2", "b/10", "b-b/1", "a/1", "b/sub/deep", "top")) {
      store.put(key, buffer(key));
    }

    assertThat(store.list("b/"))
        .extracting(ObjectStat::key, ObjectStat::size)
        .containsExactly(tuple("b/10", 4L), tuple("b/2", 3L), tuple("b/sub/deep", 10L));
    assertThat(store.list("")).extracting(ObjectStat::key).hasSize(6).isSorted();
    assertThat(store.list("none/")).isEmpty();
  }

  @Test
  void aListOfMoreThanOnePageIsWhole() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 1100; i++) {
        String key = "many/%04d".formatted(i);
        puts.add(threads.submit(() -> store.putIfAbsent(key, buffer("x"))));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    }

    assertThat(store.list("many/")).extracting(ObjectStat::key).hasSize(1100).isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        "a/./b",
        ".incoming/a",
        "a/b\n",
        "a b",
        "a\\b",
        "a%2e",
        "ä"
      })
  void aKeyThatCouldLeaveItsPlaceIsRefused(String key) {
    assertThatThrownBy(() -> store.put(key, buffer("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.putIfAbsent(key, buffer("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.get(key, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.stat(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrefixThatCouldLeaveItsPlaceIsRefused() {
    assertThatThrownBy(() -> store.list("../")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.list("a")).isInstanceOf(IllegalArgumentException.class);
  }

  protected static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(bytes(text));
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
