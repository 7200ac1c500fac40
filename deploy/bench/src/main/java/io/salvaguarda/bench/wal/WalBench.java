package io.salvaguarda.bench.wal;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * {@code ./salva bench --wal FOLDER}: archives the segments of a folder, say a server's {@code
 * pg_wal}, with 1, 2 and 4 puts at once, to an S3 server over TLS on this machine and to a
 * directory; first with 2 to warm up. Prints segments per second, and the processor time of both
 * processes.
 */
public final class WalBench {

  private static final int[] PUTTERS = {2, 1, 2, 4};
  private static final String SYSTEM = "1";

  private final List<Path> segments;
  private final Path home;

  private WalBench(List<Path> segments, Path home) {
    this.segments = segments;
    this.home = home;
  }

  public static void main(String[] arguments) throws Exception {
    List<Path> segments = segments(Path.of(arguments[0]));
    Path home = Files.createTempDirectory("salvaguarda-bench-");
    try {
      new WalBench(segments, home).run();
    } finally {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> segments(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}"))
          .sorted()
          .toList();
    }
  }

  private void run() throws Exception {
    System.out.printf("%d segments%n", segments.size());
    try (S3Server server = S3Server.startTls(home.resolve("s3"))) {
      for (int i = 0; i < PUTTERS.length; i++) {
        try (ObjectStore store = new S3ObjectStore(settings(server, "wal-" + i + "/"))) {
          archive("S3 over TLS", store, PUTTERS[i]);
        }
      }
    }
    for (int i = 0; i < PUTTERS.length; i++) {
      try (ObjectStore store = new DirectoryObjectStore(home.resolve("directory-" + i))) {
        archive("directory", store, PUTTERS[i]);
      }
    }
  }

  private static S3Settings settings(S3Server server, String prefix) {
    return new S3Settings(
        server.endpoint(),
        S3Server.REGION,
        S3Server.BUCKET,
        prefix,
        server.accessKey(),
        server.secretKey(),
        server.caCertificate(),
        Duration.ofSeconds(30));
  }

  private void archive(String where, ObjectStore store, int putters)
      throws IOException, InterruptedException, ExecutionException {
    BackupRepository repository = BackupRepository.create(store, "a passphrase for the bench");
    ExecutorService callers = Executors.newFixedThreadPool(putters);
    double cpu = cpu();
    long begin = System.nanoTime();
    try (WalArchive archive = repository.wal("bench")) {
      List<Future<?>> puts = new ArrayList<>();
      for (Path segment : segments) {
        puts.add(callers.submit(() -> put(archive, segment)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    } finally {
      callers.shutdownNow();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%-12s %d at once: %5.1f s, %5.1f segments/s, %3.0f ms of processor time a segment%n",
        where, putters, seconds, segments.size() / seconds, (cpu() - cpu) * 1000 / segments.size());
  }

  /** Of this process and those that it has started, in seconds. */
  private static double cpu() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toMillis)
            .sum()
        / 1000.0;
  }

  private static Void put(WalArchive archive, Path segment) throws IOException {
    WalFile file = new WalFile(SYSTEM, segment.getFileName().toString());
    try (InputStream in = Files.newInputStream(segment)) {
      archive.put(file, in, Files.size(segment));
    }
    return null;
  }
}
