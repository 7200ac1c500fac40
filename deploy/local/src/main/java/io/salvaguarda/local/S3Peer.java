package io.salvaguarda.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real S3 server of another maker on a port of 127.0.0.1, for tests of what servers differ in. It
 * has no bucket yet. Its program is only there when somebody has built it: {@code ./salva peers}.
 */
public final class S3Peer implements AutoCloseable {
  public static final String REGION = "us-east-1";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration GENTLE = Duration.ofSeconds(10);

  /** Whose server. */
  public enum Maker {
    MINIO("minio", "minio"),
    SEAWEEDFS("seaweedfs", "weed");

    private final String name;
    private final String program;

    Maker(String name, String program) {
      this.name = name;
      this.program = program;
    }

    /** What to say when it is not here: why something is skipped, and how to get it. */
    public String absent() {
      return name + " is not here; this builds it where Go is: ./salva peers " + name;
    }

    /** Its program, of several versions the last by name; empty when nobody has built it. */
    public Optional<Path> program() {
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "salvaguarda-peers");
      if (!Files.isDirectory(cache)) {
        return Optional.empty();
      }
      try (Stream<Path> versions = Files.list(cache)) {
        return versions
            .filter(folder -> folder.getFileName().toString().startsWith(name + "-"))
            .map(folder -> folder.resolve(program))
            .filter(Files::isExecutable)
            .sorted()
            .reduce((first, second) -> second);
      } catch (IOException e) {
        throw new StartFailed("cannot look into " + cache, e);
      }
    }
  }

  private final URI endpoint;
  private final String accessKey = RandomText.of(20);
  private final String secretKey = RandomText.of(24);
  private final Process process;

  private S3Peer(Maker maker, Path program, Path folder) throws IOException {
    int port = Ports.free();
    endpoint = URI.create("http://127.0.0.1:" + port);
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        switch (maker) {
          case MINIO -> minio(program, folder, port);
          case SEAWEEDFS -> seaweedfs(program, folder, port);
        };
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    process = ProcessStarter.start(builder);
    Await.until(() -> !process.isAlive() || Await.listens(port), START);
    if (!process.isAlive() || !Await.listens(port)) {
      close();
      throw new StartFailed(program + " did not come up:\n" + LogTail.of(log, 40));
    }
  }

  /**
   * @param folder empty; takes the server's data, settings and log
   * @throws StartFailed when its program is not there, or does not come up
   */
  public static S3Peer start(Maker maker, Path folder) {
    Path program = maker.program().orElseThrow(() -> new StartFailed(maker.absent()));
    try {
      return new S3Peer(maker, program, ProcessStarter.folder(folder));
    } catch (IOException e) {
      throw new StartFailed("cannot prepare " + maker + " in " + folder, e);
    }
  }

  private ProcessBuilder minio(Path program, Path folder, int port) {
    ProcessBuilder builder =
        ProcessStarter.clean(
            List.of(
                program.toString(),
                "server",
                "--address",
                "127.0.0.1:" + port,
                folder.resolve("data").toString()));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("MINIO_ROOT_USER", accessKey);
    builder.environment().put("MINIO_ROOT_PASSWORD", secretKey);
    builder.environment().put("MINIO_BROWSER", "off");
    builder.environment().put("MINIO_UPDATE", "off");
    return builder;
  }

  private ProcessBuilder seaweedfs(Path program, Path folder, int port) throws IOException {
    Path settings = PrivateFiles.create(folder, "s3.json");
    Files.writeString(
        settings,
        """
        {"identities": [{"name": "test", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
          "credentials": [{"accessKey": "%s", "secretKey": "%s"}]}]}
        """
            .formatted(accessKey, secretKey));
    return ProcessStarter.clean(
        List.of(
            program.toString(),
            "server",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            "-dir=" + ProcessStarter.folder(folder.resolve("data")),
            "-master.port=" + Ports.free(),
            "-master.port.grpc=" + Ports.free(),
            "-master.volumeSizeLimitMB=256",
            "-volume.port=" + Ports.free(),
            "-volume.port.grpc=" + Ports.free(),
            "-volume.max=50",
            "-volume.preStopSeconds=0",
            "-filer.port=" + Ports.free(),
            "-filer.port.grpc=" + Ports.free(),
            "-filer.localSocket=" + folder.resolve("filer.sock"),
            "-s3",
            "-s3.port=" + port,
            "-s3.port.grpc=" + Ports.free(),
            "-s3.localSocket=" + folder.resolve("s3.sock"),
            "-s3.config=" + settings));
  }

  public URI endpoint() {
    return endpoint;
  }

  public String accessKey() {
    return accessKey;
  }

  public String secretKey() {
    return secretKey;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GENTLE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
