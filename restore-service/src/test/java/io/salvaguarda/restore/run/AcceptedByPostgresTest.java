package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.postgres.physical.DataDirectory;
import io.salvaguarda.postgres.physical.TablespaceMapping;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.RestoredServer;
import io.salvaguarda.restore.testing.Restores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL's own programs have the last word on what was restored. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class AcceptedByPostgresTest {

  private static PhysicalSource source;
  private static String backup;

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterWithIndexesAndATablespace() throws IOException {
    if (source != null) {
      return;
    }
    source = PhysicalSource.start("checked");
    source.execute(
        "create tablespace far location '" + source.folder("space of checked") + "'",
        "create table distant tablespace far as select n, md5(n::text) as t"
            + " from generate_series(1, 20000) n",
        "create index on distant (t)",
        "create database other");
    backup = source.backup();
    new Ledger(source).write(200);
    source.execute("update distant set t = reverse(t)", "vacuum distant");
    source.archive();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static Path folder() throws IOException {
    return Files.createDirectory(RestoreStack.restores().resolve("accepted-" + UUID.randomUUID()));
  }

  @Test
  void pgVerifybackupAcceptsTheDirectoryBeforeItIsRecoveredAndSeesAChangedByte()
      throws IOException {
    Path folder = folder();
    BackupRepository repository = RestoreStack.repository("disk");
    Manifest manifest = repository.manifest(BackupId.parse(backup));
    List<String> names = manifest.streams().stream().map(BackedUpStream::name).toList();
    DataDirectory data =
        DataDirectory.extract(
                new DataDirectory.Extraction(
                    folder.resolve("data"),
                    TablespaceMapping.below(folder.resolve("tablespaces")),
                    ToolUser.forTools(),
                    false,
                    bytes -> {}),
                names,
                name -> repository.open(manifest, name))
            .orThrow();

    assertThat(verifyBackup(data)).isEmpty();
    Files.writeString(data.path().resolve("PG_VERSION"), "x", StandardOpenOption.APPEND);
    assertThat(verifyBackup(data)).anyMatch(line -> line.contains("PG_VERSION"));
  }

  /** Where tablespaces were is not extracted. */
  private static List<String> verifyBackup(DataDirectory data) {
    return RestoredServer.run(
        "pg_verifybackup", "--quiet", "--ignore=tablespace_map", data.path().toString());
  }

  @Test
  void pgAmcheckOfAllDatabasesFindsNothingInARecoveredClusterUntilItIsDamaged() throws IOException {
    Path folder = folder();
    int port = PhysicalSource.freePort();
    Restores.restored(
        Map.of(
            "source",
            "checked",
            "kind",
            "physical",
            "targetDirectory",
            folder.resolve("data").toString(),
            "port",
            port,
            "target",
            Map.of("latest", true)));

    Path index;
    try (RestoredServer server = RestoredServer.start(folder.resolve("data"), port)) {
      assertThat(server.amcheck()).isEmpty();
      assertThat(server.text("select count(*) from distant")).isEqualTo("20000");
      index =
          folder
              .resolve("data")
              .resolve(server.text("select pg_relation_filepath('distant_t_idx')"));
    }
    try (FileChannel file = FileChannel.open(index, StandardOpenOption.WRITE)) {
      // tuples of the first leaf
      file.write(ByteBuffer.wrap(new byte[2000]), 8192 + 6000);
    }
    try (RestoredServer server = RestoredServer.start(folder.resolve("data"), port)) {
      assertThat(server.amcheck()).anyMatch(line -> line.contains("distant_t_idx"));
    }
  }
}
