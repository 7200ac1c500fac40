package io.salvaguarda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.ReplicationConnection;
import io.salvaguarda.postgres.replication.WalStream;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with a certificate of an authority that only the configuration knows. */
class TlsTest {
  private static final Password PASSWORD = Password.of("tls");
  private static final Map<String, String> SETTINGS =
      Map.of("ssl", "on", "ssl_cert_file", "server.crt", "ssl_key_file", "server.key");

  private static Path folder;
  private static LocalCluster cluster;
  private static int port;
  private static ToolContext context;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createTempDirectory("tls-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    context = ToolContext.of(PgTools.newest().orThrow()).withScratch(folder.resolve("scratch"));
    port = SourceCluster.freePort();
    Path home = folder.resolve("pg");
    var plain = new LocalCluster.Settings(port, "postgres", PASSWORD, Map.of());
    LocalCluster.in(home, context, plain).orThrow();
    JobFolder data = JobFolder.existing(home.resolve("data"), ToolUser.forTools());
    KeyStore.PrivateKeyEntry ours = certified("localhost", "ours");
    data.write("server.key", pem("PRIVATE KEY", ours.getPrivateKey().getEncoded()));
    data.write("server.crt", pem("CERTIFICATE", ours.getCertificate().getEncoded()));
    certified("elsewhere", "others");
    cluster =
        LocalCluster.in(
                home, context, new LocalCluster.Settings(port, "postgres", PASSWORD, SETTINGS))
            .orThrow()
            .start()
            .orThrow();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    JobFolder.wipe(folder);
  }

  /** Signed by itself; its certificate is then in a file of that name. */
  private static KeyStore.PrivateKeyEntry certified(String host, String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair -alias server -keyalg RSA -storetype PKCS12 -storepass changeit",
            "-dname CN=" + host + " -ext san=dns:" + host,
            "-keystore " + file);
    Process keytool = new ProcessBuilder(String.join(" ", command).split(" ")).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance(file.toFile(), password);
    var entry =
        (KeyStore.PrivateKeyEntry)
            store.getEntry("server", new KeyStore.PasswordProtection(password));
    Files.writeString(certificate(name), pem("CERTIFICATE", entry.getCertificate().getEncoded()));
    return entry;
  }

  private static Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  private static String pem(String label, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static ConnectionSpec trusting(String certificate) {
    return new ConnectionSpec(
        "localhost",
        port,
        "postgres",
        "postgres",
        PASSWORD,
        SslMode.VERIFY_FULL,
        Optional.of(certificate(certificate)));
  }

  private static int psql(ConnectionSpec spec) throws Exception {
    List<String> arguments = List.of("-d", "service=salvaguarda", "-c", "select 1");
    try (ToolRun run = ToolRun.start(context, "psql", arguments, spec)) {
      run.stdout().readAllBytes();
      return run.waitFor();
    }
  }

  @Test
  void theConfiguredAuthorityIsTrustedByTheDriverAndByTheTools() throws Exception {
    assertThatCode(() -> PostgresConnections.open(trusting("ours")).close())
        .doesNotThrowAnyException();
    assertThat(psql(trusting("ours"))).isZero();
  }

  @Test
  void anotherAuthorityIsNotTrustedByEither() throws Exception {
    assertThatThrownBy(() -> PostgresConnections.open(trusting("others")))
        .isInstanceOf(SQLException.class);
    assertThat(psql(trusting("others"))).isNotZero();
  }

  @Test
  void theReplicationClientTrustsWhomTheDriverTrusts() throws Exception {
    try (var connection = ReplicationConnection.open(trusting("ours"), Side.SOURCE).orThrow()) {
      assertThat(connection.identify().timeline()).isEqualTo(1);
      assertThat(
              SourceCluster.query(
                  trusting("ours"),
                  "select count(*) from pg_stat_ssl join pg_stat_replication using (pid) where"
                      + " ssl"))
          .isEqualTo("1");
    }
    assertThat(ReplicationConnection.open(trusting("others"), Side.SOURCE))
        .extracting("failure.error")
        .isEqualTo(PostgresError.SOURCE_UNREACHABLE);
  }

  @Test
  void theReplicationClientLooksAtTheNameInTheCertificate() {
    ConnectionSpec spec = trusting("ours");
    ConnectionSpec byAddress =
        new ConnectionSpec(
            "127.0.0.1",
            port,
            spec.database(),
            spec.user(),
            PASSWORD,
            SslMode.VERIFY_FULL,
            spec.rootCertificate());

    assertThat(ReplicationConnection.open(byAddress, Side.SOURCE))
        .extracting("failure.message")
        .asString()
        .contains("127.0.0.1");
  }

  @Test
  void overTlsAPasswordMayBeAskedForInClearText() throws Exception {
    Path file = cluster.data().resolve("pg_hba.conf");
    Files.writeString(file, "hostssl replication clear all password\n" + Files.readString(file));
    SourceCluster.execute(
        trusting("ours"),
        "create role clear replication login password 'tls'",
        "select pg_reload_conf()");

    ConnectionSpec clear = trusting("ours").withUser("clear", PASSWORD);

    ReplicationConnection.open(clear, Side.SOURCE).orThrow().close();
  }

  @Test
  void aWholeBaseBackupGoesOverTls() throws Exception {
    var options = new BaseBackup.Options("over TLS", true, OptionalInt.empty());
    try (BaseBackup backup = BaseBackup.start(trusting("ours"), options).orThrow()) {
      long bytes = 0;
      for (var next = backup.next(); next.isPresent(); next = backup.next()) {
        bytes += next.get().bytes().transferTo(OutputStream.nullOutputStream());
      }
      assertThat(bytes).isGreaterThan(backup.started().totalBytes() / 2);
    }
  }

  @Test
  void walGoesOverTlsAlsoAfterPauses() throws Exception {
    Lsn at = flushed();
    try (WalStream stream = WalStream.start(trusting("ours"), Optional.empty(), at, 1).orThrow()) {
      for (int round = 0; round < 5; round++) {
        while (!(stream.read(Duration.ofMillis(20)) instanceof WalStream.Idle)) {
          // what the server writes by itself
        }
        SourceCluster.execute(
            trusting("ours"), "select pg_logical_emit_message(true, 'x', repeat('x', 500000))");
        Lsn end = flushed();
        while (at.isBefore(end)) {
          at = stream.read(Duration.ofSeconds(1)) instanceof WalStream.Wal wal ? wal.end() : at;
        }
        stream.confirm(at, at);
      }
      assertThat(at).isGreaterThanOrEqualTo(stream.identity().position().plus(2_500_000));
    }
  }

  private static Lsn flushed() throws Exception {
    return Lsn.parse(SourceCluster.query(trusting("ours"), "select pg_current_wal_flush_lsn()"));
  }
}
