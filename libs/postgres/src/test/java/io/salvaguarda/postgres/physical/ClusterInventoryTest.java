package io.salvaguarda.postgres.physical;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.ClusterFacts.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class ClusterInventoryTest {
  private final SourceCluster.Server server;

  ClusterInventoryTest(SourceCluster.Server server) {
    this.server = server;
  }

  private ClusterInventory read(ConnectionSpec spec) {
    return ClusterInventory.read(spec, Side.SOURCE).orThrow();
  }

  @Test
  void whoMayConnectToOneDatabaseSeesThemAll() throws Exception {
    server.database("two\nlines = 'x'");
    ConnectionSpec closed = server.database("closed");
    execute(
        server.connection("postgres"),
        "create role passer login password 'pass'",
        "revoke connect on database closed from public");

    ClusterInventory seen =
        read(server.connection("postgres").withUser("passer", Password.of("pass")));

    assertThat(seen.databases())
        .extracting(Database::name)
        .contains("postgres", "template0", "template1", "two\nlines = 'x'", "closed");
    assertThat(sizeOf("postgres", seen)).isGreaterThan(1_000_000);
    assertThat(sizeOf(closed.database(), seen)).isZero();
    assertThat(seen.tablespaces()).isEmpty();
    assertThat(seen.serverVersion()).matches("\\d+.*");
  }

  @Test
  void whatWasMadeDroppedOrRenamedMeanwhileIsLeftOut() throws Exception {
    ConnectionSpec postgres = server.connection("postgres");
    execute(postgres, "create database stays", "create database goes", "create database renamed");
    ClusterInventory before = read(postgres);
    execute(
        postgres,
        "drop database goes",
        "alter database renamed rename to other",
        "create database comes",
        "create database goes");

    assertThat(read(postgres).databasesSince(before))
        .extracting(Database::name)
        .contains("stays", "postgres")
        .doesNotContain("goes", "renamed", "other", "comes");
  }

  private static long sizeOf(String name, ClusterInventory inventory) {
    return inventory.databases().stream()
        .filter(database -> database.name().equals(name))
        .findFirst()
        .orElseThrow()
        .bytes();
  }
}
