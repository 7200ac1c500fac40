package io.salvaguarda.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.StartFailed;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.physical.ReplicationReadiness;
import io.salvaguarda.postgres.replication.ReplicationSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack without services: these are not built yet when this module is. */
class LocalStackTest {
  @TempDir static Path folder;
  private static LocalStack stack;

  @BeforeAll
  static void start() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    stack = LocalStack.start(options());
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static StackOptions options() {
    return StackOptions.in(folder.resolve("home")).withServices(Set.of()).withData(4);
  }

  @Test
  void theSourceHoldsAliceAndRoughlyAsMuchDataAsAskedFor() throws SQLException {
    assertThat(
            text(stack.sourceDatabase().reader(), "select email from users where name = 'Alice'"))
        .isEqualTo("alice@example.org");
    assertThat(stack.sourceDatabase().bytes()).isBetween(7L << 20, 20L << 20);
  }

  @Test
  void theBackupRoleReadsEverythingAndChangesNothing() throws SQLException {
    // given
    ConnectionSpec reader = stack.sourceDatabase().reader();

    // then
    assertThat(text(reader, "select count(*) from audit.logins")).isNotEqualTo("0");
    assertRefused(reader, "delete from users");
    assertRefused(reader, "create table t (x int)");
    assertRefused(reader, "create database d");
  }

  @Test
  void theRestoreRoleMakesADatabaseForTheOwnerAndSwapsItInButIsNoSuperuser() {
    // given
    ConnectionSpec restorer = stack.sourceDatabase().restorer().withDatabase("postgres");

    // when / then
    PostgresServer.execute(restorer, "create database restored", "drop database restored");
    PostgresServer.execute(restorer, "alter database testdb rename to testdb_before");
    PostgresServer.execute(restorer, "alter database testdb_before rename to testdb");
    assertRefused(restorer, "create role r");
  }

  @Test
  void theReplicationRoleReadsTheWholeClusterButNoTable() {
    // given
    ConnectionSpec replicator = stack.sourceDatabase().replicator();

    // when / then
    assertThat(ReplicationReadiness.check(replicator, replicator.user())).isEmpty();
    assertThat(ReplicationSlots.state(replicator, "none")).isInstanceOf(Outcome.Done.class);
    assertRefused(replicator, "select * from users");
  }

  @Test
  void eachServiceOwnsItsSchemaAndCannotEnterAnothers() throws SQLException {
    // given
    Catalog catalog = Catalog.on(stack.catalogServer(), keptValues());
    PostgresServer.execute(catalog.login(SuiteService.BACKUP), "create table jobs (x int)");

    // then
    assertThat(text(catalog.login(SuiteService.BACKUP), "select current_schema()"))
        .isEqualTo("backup");
    for (SuiteService other : Set.of(SuiteService.VERIFY, SuiteService.NOTIFIER)) {
      assertRefused(catalog.login(other), "select * from backup.jobs");
      assertRefused(catalog.login(other), "create table public.t (x int)");
    }
  }

  @Test
  void theConfigurationIsTheOneThatServicesAccept() {
    // when
    LoadResult result = ConfigLoader.load(stack.configuration(), Map.of());

    // then
    assertThat(result)
        .isInstanceOfSatisfying(
            LoadResult.Loaded.class,
            loaded -> {
              assertThat(loaded.config().sources()).containsOnlyKeys("testdb");
              assertThat(loaded.config().sources().get("testdb").restoreUser())
                  .isEqualTo("restorer");
              assertThat(loaded.config().sources().get("testdb").replication().orElseThrow().user())
                  .isEqualTo("replicator");
              assertThat(loaded.config().teamOf("testdb").channels()).hasSize(2);
            });
  }

  @Test
  void everyFileWithASecretIsItsOwnersOnly() throws IOException {
    try (var files = Files.walk(stack.home().resolve("secrets"))) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSizeGreaterThan(4)
          .allSatisfy(LocalStackTest::assertPrivate);
    }
    for (String name : Set.of("token", "cli.json", "salvaguarda.yaml", "kept.properties")) {
      assertPrivate(stack.home().resolve(name));
    }
    assertThat(stack.configuration()).content().doesNotContain(stack.token());
  }

  @Test
  void aSecondStackInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> LocalStack.start(options()))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("already");
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() throws IOException {
    // given
    Path strange = Files.createDirectory(folder.resolve("strange"));
    assumeThat(Files.getOwner(strange).getName())
        .as("only root gives files away")
        .isEqualTo("root");
    Files.setAttribute(strange, "unix:uid", 65534);

    // then
    assertThatThrownBy(() -> StackHome.take(strange, false))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("belongs to");
  }

  @Test
  void aFolderWithOtherFilesIsRefusedAndNotWiped() throws IOException {
    // given
    Path letters = Files.createDirectory(folder.resolve("letters"));
    Path letter = Files.writeString(letters.resolve("letter.txt"), "Dear all");

    // then
    assertThatThrownBy(() -> StackHome.take(letters, false))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("holds something else");
    assertThat(letter).hasContent("Dear all");
  }

  @Test
  void aKeptStackComesBackWithItsDataAndAddresses() throws SQLException {
    // given
    StackOptions own =
        StackOptions.in(folder.resolve("kept"))
            .keeping(true)
            .withData(options().dataMebibytes())
            .withServices(options().services());
    String kafka;
    try (LocalStack first = LocalStack.start(own)) {
      kafka = first.kafka().bootstrapServers();
      PostgresServer.execute(
          first.sourceDatabase().owner(), "delete from users where name = 'Alice'");
      first.sourceServer().stop();
    }

    // when
    try (LocalStack second = LocalStack.start(own)) {

      // then
      assertThat(second.kafka().bootstrapServers()).isEqualTo(kafka);
      assertThat(
              text(
                  second.sourceDatabase().owner(),
                  "select count(*) from users where name = 'Alice'"))
          .isEqualTo("0");
    }
  }

  private static KeptValues keptValues() {
    return KeptValues.in(stack.home());
  }

  private static void assertPrivate(Path file) {
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as("%s", file)
          .isEqualTo("rw-------");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(ConnectionSpec who, String sql) {
    assertThatThrownBy(() -> PostgresServer.execute(who, sql))
        .hasMessageContaining("permission denied");
  }

  private static String text(ConnectionSpec who, String query) throws SQLException {
    try (Connection connection = PostgresConnections.open(who);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
