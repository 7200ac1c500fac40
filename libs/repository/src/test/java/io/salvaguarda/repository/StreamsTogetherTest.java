package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several streams of one backup, written at the same time. */
class StreamsTogetherTest {

  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private Future<StreamSummary> write(BackupWriter writer, String name, InputStream in) {
    Callable<StreamSummary> write = () -> writer.write(name, in, Progress.NONE);
    return callers.submit(write);
  }

  @Test
  void eachComesBackAsItWas() throws Exception {
    // given
    BackupRepository repository =
        TestBackups.newRepository(new DirectoryObjectStore(folder.resolve("s")));

    // when
    Manifest manifest;
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      List<Future<StreamSummary>> streams = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        streams.add(write(writer, "data-" + i, SomeBytes.randomStream((10 + i) * MIB, i)));
      }
      for (Future<StreamSummary> stream : streams) {
        stream.get();
      }
      manifest = writer.commit(TestBackups.facts());
    }

    // then
    assertThat(manifest.streams()).hasSize(10);
    for (int i = 0; i < 10; i++) {
      try (InputStream read = repository.open(manifest, "data-" + i);
          InputStream expected = SomeBytes.randomStream((10 + i) * MIB, i)) {
        assertThat(read.readAllBytes()).isEqualTo(expected.readAllBytes());
      }
    }
    assertThat(manifest.newChunks()).isEqualTo(manifest.chunkCount());
  }

  @Test
  void theSameBytesAreStoredOnce() throws Exception {
    BackupRepository repository =
        TestBackups.newRepository(new DirectoryObjectStore(folder.resolve("s")));

    Manifest manifest;
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      Future<StreamSummary> one = write(writer, "one", SomeBytes.randomStream(30 * MIB, 1));
      Future<StreamSummary> two = write(writer, "two", SomeBytes.randomStream(30 * MIB, 1));
      one.get();
      two.get();
      manifest = writer.commit(TestBackups.facts());
    }

    assertThat(manifest.chunkCount()).isEqualTo(2 * manifest.newChunks());
  }

  @Test
  void aStoreThatFailsForOneStreamFailsTheOtherForTheSameReason() throws Exception {
    // given
    CountDownLatch failed = new CountDownLatch(1);
    StoreWithFaults store = new StoreWithFaults(new NowhereStore());
    BackupRepository repository = TestBackups.newRepository(store);
    store.before =
        (operation, key) -> {
          if (operation.equals("put")) {
            failed.countDown();
            throw new StoreException.Full("no space left", null);
          }
        };

    try (BackupWriter writer = repository.newBackup(FIRST)) {
      // when
      Future<StreamSummary> one = write(writer, "one", SomeBytes.randomStream(30 * MIB, 1));
      failed.await();
      Future<StreamSummary> two = write(writer, "two", endless());

      // then
      assertThatThrownBy(one::get).hasCauseInstanceOf(StoreException.Full.class);
      assertThatThrownBy(two::get).hasCauseInstanceOf(StoreException.Full.class);
    }
  }

  @Test
  void aBackupIsNotPublishedWhileAStreamIsBeingWrittenOrAfterOneFailed() throws Exception {
    BackupRepository repository = TestBackups.newRepository(new NowhereStore());
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch mayFail = new CountDownLatch(1);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            reading.countDown();
            try {
              mayFail.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("pg_dump failed");
          }
        };

    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("whole", SomeBytes.randomStream(MIB, 1), Progress.NONE);
      Future<StreamSummary> open = write(writer, "open", broken);
      reading.await();

      assertThatThrownBy(() -> writer.commit(TestBackups.facts()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has failed or has not ended");
      mayFail.countDown();
      assertThatThrownBy(open::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("pg_dump failed");
      assertThatThrownBy(() -> writer.commit(TestBackups.facts()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has failed or has not ended");
    }
  }

  private static InputStream endless() {
    return new SequenceInputStream(
        java.util.Collections.enumeration(
            List.of(SomeBytes.randomStream(1024 * MIB, 2), SomeBytes.randomStream(1024 * MIB, 3))));
  }
}
