package io.salvaguarda.postgres.cluster;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.RoundTrip;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.dump.GlobalsDump;
import io.salvaguarda.postgres.restore.SandboxRoles;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.ToolUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dump whose restore runs a program of its author's choice, as far as that can reach. */
@ExtendWith(SourceCluster.class)
class HostileDumpTest {
  private final SourceCluster.Server server;

  HostileDumpTest(SourceCluster.Server server) {
    this.server = server;
  }

  /** Restores a dump with an index that runs the command, and returns what the command printed. */
  private String printedBy(String command) throws Exception {
    ConnectionSpec spec = server.newDatabase();
    execute(
        spec,
        "create table loot(line text)",
        "create table trap(id int)",
        """
        create function snap() returns int language plpgsql as $f$ begin
          if current_setting('unix_socket_directories') <> '' then
            execute $c$copy public.loot from program '%s'$c$;
          end if;
          return 1; end $f$
        """
            .formatted(command.replace("'", "''")),
        """
        create function spring(int) returns int language plpgsql immutable as $f$ begin
          return public.snap(); end $f$
        """,
        "insert into trap values (1)",
        "create index on trap(spring(id))");
    RoundTrip taken = RoundTrip.of(server.context(), spec, false);
    // the superusers of the source are superusers here: code of theirs may start programs
    String roles = new GlobalsDump(server.context(), spec).run().orThrow().script();
    SandboxRoles.restore(server.sandbox().connection("postgres"), roles).orThrow();
    taken.restore(server.sandbox(), taken.archive()).orThrow();
    return SourceCluster.query(
        server.sandbox().connection(spec.database()),
        "select coalesce(string_agg(line, ' '), '') from loot");
  }

  @Test
  void itsCodeRunsAsAUserThatOwnsNothing() throws Exception {
    assumeThat(ToolUser.runningAsRoot()).isTrue();

    assertThat(printedBy("id -un")).isEqualTo(ToolUser.forSandbox().name().orElseThrow());
    assertThat(ToolUser.forSandbox()).isNotEqualTo(ToolUser.forTools());
  }

  @Test
  void itsCodeHasNoNetworkAndSeesNoOtherProcess() throws Exception {
    assumeThat(Sandboxing.available()).isTrue();

    String connect =
        "bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d && echo reached || echo cut off' 2>/dev/null"
            .formatted(server.cluster().port());
    assertThat(printedBy(connect)).isEqualTo("cut off");
    assertThat(printedBy("grep : /proc/net/dev | cut -d: -f1 | tr -d ' '")).isEqualTo("lo");
    assertThat(printedBy("cat /proc/1/comm")).isEqualTo("postgres");
  }

  @Test
  void itsCodeFindsNoEnvironmentAndNoSecret() throws Exception {
    assertThat(printedBy("env | cut -d= -f1 | sort | grep -E 'PASS|SALVA|SECRET|KEY' || true"))
        .isEmpty();
  }
}
