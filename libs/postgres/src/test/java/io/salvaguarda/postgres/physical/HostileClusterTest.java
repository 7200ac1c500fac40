package io.salvaguarda.postgres.physical;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.ToolUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a backup's own code can do where it is proven. */
class HostileClusterTest {
  private static PhysicalSource source;
  private static RecoveredCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    source = new PhysicalSource();
    source.execute("shop", "create table loot(line text)");
    DataDirectory data = source.extracted(source.take());
    var context = source.context().sandboxed();
    Recovery.of(context, data, RecoverySettings.consistent(), PhysicalSource.sandbox()).run();
    cluster = RecoveredCluster.start(context, data, PhysicalSource.sandbox()).orThrow();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    source.close();
  }

  /** What the server's superusers can print with a program. */
  private static String printedBy(String command) throws Exception {
    var shop = cluster.connection("shop");
    execute(
        shop, "truncate loot", "copy loot from program '%s'".formatted(command.replace("'", "''")));
    return SourceCluster.query(shop, "select coalesce(string_agg(line, ' '), '') from loot");
  }

  @Test
  void itsCodeRunsAsAUserThatOwnsNothing() throws Exception {
    assumeThat(ToolUser.runningAsRoot()).isTrue();

    assertThat(printedBy("id -un")).isEqualTo(ToolUser.forSandbox().name().orElseThrow());
  }

  @Test
  void itsCodeHasNoNetworkAndSeesNoOtherProcess() throws Exception {
    assumeThat(Sandboxing.available()).isTrue();

    assertThat(printedBy("grep : /proc/net/dev | cut -d: -f1 | tr -d ' '")).isEqualTo("lo");
    assertThat(printedBy("cat /proc/1/comm")).isEqualTo("postgres");
  }

  @Test
  void itsCodeFindsNoEnvironmentAndNoSecret() throws Exception {
    assertThat(printedBy("env | cut -d= -f1 | sort | grep -E 'PASS|SALVA|SECRET|KEY' || true"))
        .isEmpty();
  }
}
