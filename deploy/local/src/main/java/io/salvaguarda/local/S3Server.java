package io.salvaguarda.local;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A real S3 server (S3Proxy on a folder) in a JVM of its own, which checks every signature and
 * holds one bucket. Stopped or killed, it starts again on the same data and port; a folder used
 * before is used again, with the same keys. Objects are plain files, so a test may damage them at
 * rest.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "backups";
  public static final String REGION = "us-east-1";

  private final Path folder;
  private final URI endpoint;
  private final String accessKey;
  private final String secretKey;
  private final Optional<Tls> tls;
  private final JavaProcess process;

  private S3Server(Path folder, Optional<Tls> tls) throws IOException {
    KeptValues kept = KeptValues.in(folder);
    int port = kept.port("port");
    this.folder = folder;
    this.tls = tls;
    this.endpoint =
        URI.create(tls.isPresent() ? "https://localhost:" + port : "http://127.0.0.1:" + port);
    this.accessKey = kept.secret("access-key");
    this.secretKey = kept.secret("secret-key");
    Files.createDirectories(data().resolve(BUCKET));
    writeSettings(port);
    this.process =
        JavaProcess.mainClass("s3proxy", StackJars.s3proxy(), "org.gaul.s3proxy.Main")
            .flags("-Dlogback.configurationFile=" + writeLogging())
            .heapMebibytes(300)
            .arguments("--properties", folder.resolve("s3proxy.properties").toString())
            .log(folder.resolve("s3proxy.log"))
            .readyWhen(() -> Await.listens(port))
            .start();
  }

  /** Starts a plain HTTP server with the folder's objects. */
  public static S3Server start(Path folder) {
    return start(folder, Optional.empty());
  }

  /** Starts a HTTPS server with the folder's objects and a certificate of its own making. */
  public static S3Server startTls(Path folder) {
    return start(folder, Optional.of(Tls.in(folder)));
  }

  /** The same, with a certificate for these names, as {@link Tls#in(Path, String)} takes them. */
  public static S3Server startTls(Path folder, String names) {
    return start(folder, Optional.of(Tls.in(folder, names)));
  }

  private static S3Server start(Path folder, Optional<Tls> tls) {
    ProcessStarter.folder(folder);
    try {
      return new S3Server(folder, tls);
    } catch (IOException e) {
      throw new StartFailed("cannot prepare S3Proxy in " + folder, e);
    }
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

  /** The certificate (PEM) that clients must trust; empty for plain HTTP. */
  public Optional<Path> caCertificate() {
    return tls.map(Tls::certificate);
  }

  /** The file that holds an object's bytes, to be damaged or removed behind the server's back. */
  public Path objectFile(String key) {
    return data().resolve(BUCKET).resolve(key);
  }

  /** The server's JVM: kill it, stop it, start it again, read its memory. */
  public JavaProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void writeSettings(int port) throws IOException {
    Properties settings = new Properties();
    settings.put("s3proxy.authorization", "aws-v2-or-v4");
    settings.put("s3proxy.identity", accessKey);
    settings.put("s3proxy.credential", secretKey);
    settings.put("jclouds.provider", "filesystem-nio2");
    settings.put("jclouds.filesystem.basedir", data().toString());
    if (tls.isPresent()) {
      settings.put("s3proxy.secure-endpoint", "https://127.0.0.1:" + port);
      settings.put("s3proxy.keystore-path", tls.get().keyStore().toString());
      settings.put("s3proxy.keystore-password", tls.get().password());
    } else {
      settings.put("s3proxy.endpoint", "http://127.0.0.1:" + port);
    }
    try (Writer writer =
        Files.newBufferedWriter(PrivateFiles.create(folder, "s3proxy.properties"))) {
      settings.store(writer, null);
    }
  }

  /** Without a configuration of its own, Logback prints every debug line. */
  private Path writeLogging() throws IOException {
    return Files.writeString(
        folder.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level %logger{0} %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }
}
