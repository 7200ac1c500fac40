package io.salvaguarda.repository.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real small file system, mounted in a user namespace so that no privilege is needed. */
class FullDiskTest {

  @TempDir Path folder;
  @TempDir Path logs;

  @Test
  void aFullDiskIsFullAndKeepsWhatItHad() throws Exception {
    assumeTrue(runsInNamespace("true"), "this system gives no user namespaces");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classpath = System.getProperty("java.class.path");

    boolean passed =
        runsInNamespace(
            "mount -t tmpfs -o size=2m none '%s' && exec '%s' -cp '%s' '%s' '%s'"
                .formatted(folder, java, classpath, Filling.class.getName(), folder));

    assertThat(passed).withFailMessage(() -> read(logs.resolve("filling.log"))).isTrue();
  }

  private boolean runsInNamespace(String script) throws Exception {
    Path log = logs.resolve("filling.log");
    Process process =
        new ProcessBuilder(List.of("unshare", "-rm", "sh", "-c", script))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Runs where the disk is small. */
  static final class Filling {
    public static void main(String[] arguments) throws Exception {
      Path disk = Path.of(arguments[0]);
      DirectoryObjectStore store = new DirectoryObjectStore(disk.resolve("store"));
      store.put("a/small", ByteBuffer.wrap(new byte[1000]));
      requireFull(() -> store.put("a/large", ByteBuffer.wrap(new byte[4_000_000])));
      requireFull(() -> store.putIfAbsent("a/large", ByteBuffer.wrap(new byte[4_000_000])));
      requireFull(() -> store.put("a/small", ByteBuffer.wrap(new byte[4_000_000])));
      require(store.stat("a/large").isEmpty(), "nothing half-written shows");
      require(store.get("a/small", 2000).length == 1000, "the old object stays");
      try (var left = Files.list(disk.resolve("store/.incoming"))) {
        require(left.findAny().isEmpty(), "temporary files are removed");
      }
      store.put("a/next", ByteBuffer.wrap(new byte[1_000_000]));
    }

    private interface Operation {
      void run() throws StoreException;
    }

    private static void requireFull(Operation operation) {
      try {
        operation.run();
        throw new AssertionError("a full disk took it");
      } catch (StoreException e) {
        require(e instanceof StoreException.Full, "FULL, not " + e);
      }
    }

    private static void require(boolean holds, String what) {
      if (!holds) {
        throw new AssertionError(what);
      }
    }
  }
}
