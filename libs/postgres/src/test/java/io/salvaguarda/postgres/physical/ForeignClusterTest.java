package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.PhysicalSource.Taken;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A backup whose configuration is full of another machine. */
class ForeignClusterTest {
  private static final String FOREIGN =
      """
      shared_preload_libraries = 'not_there_at_all, pg_nowhere'  # of the source
      session_preload_libraries 'not_there_either'
      archive_mode = on
      archive_command = 'PGPASSWORD=hunter2 send %p'
      ssl = on
      ssl_cert_file = '/nowhere/server.crt'
      include_dir '/nowhere/conf.d'
      log_directory = '/var/log/of/another/machine'
      logging_collector = on
      hba_file = '/etc/nowhere/pg_hba.conf'
      shared_buffers = '64GB'
      huge_pages = on
      listen_addresses = '*'
      max_connections = 3
      """;

  private static PhysicalSource source;
  private static Taken backup;

  @BeforeAll
  static void take() throws Exception {
    source = new PhysicalSource();
    ConnectionSpec boss = source.connection("postgres").withUser("boss", Password.of("b"));
    source.execute(
        "shop",
        "alter database shop set session_preload_libraries = 'nor_this'",
        "alter database shop set role = 'clerk'",
        "create role boss superuser login password 'b'",
        "alter role postgres nologin");
    Path data = source.cluster.data();
    append(data.resolve("postgresql.conf"), FOREIGN);
    append(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=primary password=hunter2'\nshared_preload_libraries = 'gone'\n");
    append(data.resolve("pg_hba.conf"), "local all all trust\nhost all all all trust\n");
    Files.writeString(data.resolve("recovery.signal"), "");
    Files.setOwner(data.resolve("recovery.signal"), Files.getOwner(data));
    backup = source.take(boss);
  }

  private static void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @AfterAll
  static void stop() throws Exception {
    source.close();
  }

  @Test
  void itIsVerifiedRecoveredAndLookedAtWithNothingOfThatMachine() throws Exception {
    DataDirectory data = source.extracted(backup);
    byte[] configuration = Files.readAllBytes(data.path().resolve("postgresql.conf"));
    byte[] auto = Files.readAllBytes(data.path().resolve("postgresql.auto.conf"));
    ToolContext context = source.context().sandboxed();

    assertThat(VerifyBackup.run(context, data, stop -> {}).orThrow()).isEmpty();
    var reached =
        reached(
            Recovery.of(context, data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                .run());

    assertThat(reached.timeline()).isEqualTo(2);
    assertThat(reached.notes())
        .contains(
            "not used here: shared_preload_libraries = gone",
            "not used here: session_preload_libraries = not_there_either",
            "not used here: archive_command",
            "not used here: ssl = on, with the certificate files of the source",
            "not used here: include_dir = /nowhere/conf.d",
            "not used here: log_directory = /var/log/of/another/machine",
            "not used here: hba_file = /etc/nowhere/pg_hba.conf",
            "not used here: shared_buffers = 64GB",
            "not used here: primary_conninfo")
        .noneMatch(note -> note.contains("hunter2"));
    assertThat(data.path().resolve("postgresql.conf")).hasBinaryContent(configuration);
    assertThat(data.path().resolve("postgresql.auto.conf")).hasBinaryContent(auto);
    assertThat(data.path().resolve("recovery.signal")).doesNotExist();

    try (var cluster = RecoveredCluster.start(context, data, PhysicalSource.sandbox()).orThrow()) {
      var shop = cluster.connection("shop");
      assertThat(SourceCluster.query(shop, "select count(*) from orders")).isEqualTo("5000");
      assertThat(SourceCluster.query(shop, "select count(*) from far")).isEqualTo("1000");
      assertThat(SourceCluster.query(shop, "show listen_addresses")).isEmpty();
      assertThat(SourceCluster.query(shop, "show archive_mode")).isEqualTo("off");
      assertThat(SourceCluster.query(shop, "show shared_preload_libraries")).isEmpty();
      assertThat(SourceCluster.query(shop, "select current_user")).startsWith("salvaguarda_");
      assertThatThrownBy(
              () ->
                  PostgresConnections.open(shop.withUser("clerk", Password.of("known to many")))
                      .close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("pg_hba.conf");
      assertThat(AmCheck.run(shop, true).orThrow())
          .isEqualTo(new AmCheck.Report(List.of(), List.of()));
      assertThat(pgAmcheck(context, cluster)).isZero();
      cluster.stop().orThrow();
    }
    assertThat(PageChecksums.run(context, data, stop -> {}).orThrow())
        .isEqualTo(new PageChecksums.Result.None());
  }

  /** PostgreSQL's own program is of the same opinion. */
  private static int pgAmcheck(ToolContext context, RecoveredCluster cluster) throws Exception {
    try (ToolRun run =
        ToolRun.start(
            context,
            "pg_amcheck",
            List.of("--all", "--install-missing"),
            cluster.connection("postgres"))) {
      run.stdout().transferTo(System.err);
      return run.waitFor();
    }
  }

  private static Recovery.Result.Reached reached(Recovery.Result result) {
    assertThat(result).isInstanceOf(Recovery.Result.Reached.class);
    return (Recovery.Result.Reached) result;
  }

  @Test
  void noTablespaceIsLinkedToWhereItWas() throws Exception {
    DataDirectory data = source.extracted(backup);

    assertThat(data.tablespaces()).hasSize(1);
    data.tablespaces()
        .forEach(
            (oid, place) -> {
              assertThat(data.path().resolve("pg_tblspc/" + oid)).isSymbolicLink();
              assertThat(place).startsWith(data.path().getParent());
            });
    assertThat(data.path().resolve("tablespace_map")).doesNotExist();
  }
}
