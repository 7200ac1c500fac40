package io.salvaguarda.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dump whose own code runs a program while it is restored. */
@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class HostileDumpTest {

  private static final String DATABASE = "hostile";

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  /**
   * The program writes into a folder that is open to all what it could find out: who it is, its
   * environment, whether it reaches a port of this machine, and whether it sees the service's other
   * sandboxes and processes.
   */
  @Test
  void codeInADumpRunsUnprivilegedWithoutNetworkAndSeesNoSecret() throws Exception {
    Path loot = Files.createTempDirectory("salvaguarda-loot-");
    Files.setPosixFilePermissions(loot, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ServerSocket bait = new ServerSocket(0)) {
      makeHostile(loot, bait.getLocalPort());
      BackupCompleted backup = TestBackups.make("gone", "disk", DATABASE);

      service.tell(backup);

      assertThat(service.outcomeOf(backup.backupId()).getString("outcome")).isEqualTo("PASSED");
      assertThat(read(loot, "user")).isNotIn("root", "postgres").isNotEmpty();
      assertThat(read(loot, "environment")).doesNotContain("QUARKUS", "PASS", "SALVAGUARDA");
      if (ToolUser.runningAsRoot()) { // else the sandbox's user is the service's
        assertThat(read(loot, "scratch")).isEqualTo("unlistable");
      }
      if (Sandboxing.available()) { // else the service says so at its start and in its notes
        assertThat(read(loot, "network")).isEqualTo("unreachable");
        assertThat(read(loot, "processes")).isEqualTo("0");
      }
    } finally {
      try (var files = Files.list(loot)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(loot);
    }
  }

  /** It spares the source, which listens on TCP as no sandbox does. */
  private static void makeHostile(Path loot, int port) {
    PostgresServer source = VerifyStack.source();
    String program =
        """
        cd %s
        id -un > user
        env > environment
        (exec 3<>/dev/tcp/127.0.0.1/%d) 2>/dev/null && echo reachable > network || echo unreachable > network
        ls %s > /dev/null 2>&1 && echo listable > scratch || echo unlistable > scratch
        cat /proc/[0-9]*/comm | grep -c ^java > processes
        chmod 644 *
        """
            .formatted(loot, port, VerifyStack.scratch());
    source.execute("postgres", "create database " + DATABASE);
    source.execute(
        DATABASE,
        """
        create function evil() returns int language plpgsql as $function$
        begin
          if current_setting('listen_addresses') = '' then
            execute format('copy (select %L) to program %L', '', $program$bash -c '\
        """
            + program.replace("'", "'\\''")
            + """
            '$program$);
              end if;
              return 1;
            end $function$
            """,
        "create materialized view trap as select evil()");
  }

  private static String read(Path loot, String file) throws IOException {
    return Files.readString(loot.resolve(file)).strip();
  }
}
