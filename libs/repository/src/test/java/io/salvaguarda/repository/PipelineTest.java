package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work ahead is bounded, and failures come out at the right end. */
class PipelineTest {

  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;
  private final ExecutorService caller = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    caller.shutdownNow();
  }

  /** The heap of these tests is 256 MiB. */
  @Test
  void aLongStreamNeedsNoMoreMemoryThanAShortOne() throws Exception {
    BackupRepository repository = TestBackups.newRepository(new NowhereStore());

    Manifest manifest = backUp(repository, FIRST, SomeBytes.randomStream(700 * MIB, 1));

    assertThat(manifest.plainBytes()).isEqualTo(700 * MIB);
  }

  @Test
  void aStoreThatStallsStopsTheReadingAndItsFailureIsTheWritersFailure() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    AtomicInteger puts = new AtomicInteger();
    StoreWithFaults store = new StoreWithFaults(new NowhereStore());
    BackupRepository repository = TestBackups.newRepository(store);
    store.before =
        (operation, key) -> {
          if (operation.equals("put")) {
            puts.incrementAndGet();
            awaitQuietly(stalled);
            throw new StoreException.Full("no space left", null);
          }
        };
    AtomicLong read = new AtomicLong();
    Future<Manifest> backup =
        caller.submit(() -> backUp(repository, FIRST, counting(endless(), read)));

    await().until(() -> puts.get() == 8);
    awaitStandstill(read);

    assertThat(read.get()).isLessThan((8 + 7 + 1) * 8 * MIB);
    assertThat(puts).hasValue(8);
    stalled.countDown();
    assertThatThrownBy(backup::get).hasCauseInstanceOf(StoreException.Full.class);
    assertThat(store.stat(FIRST.manifestKey())).isEmpty();
  }

  @Test
  void anInterruptedWriterStops() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    StoreWithFaults store = new StoreWithFaults(new NowhereStore());
    BackupRepository repository = TestBackups.newRepository(store);
    CountDownLatch putting = new CountDownLatch(8);
    store.before =
        (operation, key) -> {
          if (operation.equals("put")) {
            putting.countDown();
            awaitQuietly(stalled);
          }
        };
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Future<?> backup =
        caller.submit(
            () -> {
              try {
                return backUp(repository, FIRST, endless());
              } finally {
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              }
            });
    putting.await();

    caller.shutdownNow();

    assertThatThrownBy(backup::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedIOException.class);
    assertThat(stillInterrupted).isTrue();
    assertThat(store.stat(FIRST.manifestKey())).isEmpty();
  }

  @Test
  void aReaderThatStopsReadingStopsTheFetching() throws Exception {
    StoreWithFaults store = new StoreWithFaults(new DirectoryObjectStore(folder.resolve("s")));
    BackupRepository repository = TestBackups.newRepository(store);
    Manifest manifest = backUp(repository, FIRST, SomeBytes.randomStream(60 * MIB, 1));
    AtomicLong gets = new AtomicLong();
    store.before = (operation, key) -> gets.incrementAndGet();

    try (InputStream in = repository.open(manifest, "dump")) {
      assertThat(in.read()).isNotNegative();
      awaitStandstill(gets);

      assertThat(gets.get()).isLessThanOrEqualTo(7).isLessThan(manifest.chunkCount());
      assertThat(in.readAllBytes()).hasSize((int) (60 * MIB - 1));
    }
  }

  private static void awaitStandstill(AtomicLong counter) {
    AtomicLong before = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(250))
        .until(() -> before.getAndSet(counter.get()) == counter.get());
  }

  private static void awaitQuietly(CountDownLatch latch) throws StoreException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException.Unavailable("interrupted", e);
    }
  }

  private static InputStream endless() {
    return SomeBytes.randomStream(Long.MAX_VALUE, 1);
  }

  private static InputStream counting(InputStream in, AtomicLong count) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count.addAndGet(n);
        return n;
      }
    };
  }
}
