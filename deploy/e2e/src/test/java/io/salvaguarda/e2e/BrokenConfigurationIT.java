package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.local.Checkout;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service with mistakes in its salvaguarda.yaml says all of them and does not start. */
class BrokenConfigurationIT {

  private static final String BROKEN =
      """
      version: 1
      repositories:
        main: { type: direktory, path: /var/backups, passphrase: "correct horse battery staple" }
      sources:
        shop: { type: postgresql, host: db, port: 99999, database: shop, user: backup, password: "s3cr3t-77", repository: mian }
      plans:
        daily: { logical: "0 25 * * *" }
      teams:
        dba: { language: fr, channels: [dba-mail] }
      channels:
        dba-mail: { type: mail, to: [dba@example.org] }
      defaultTeam: dba
      colour: blue
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SuiteService.class)
  void theStartIsRefusedWithEveryMistakeItsLineAndTheCorrection(SuiteService service)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("salvaguarda.yaml"), BROKEN);
    Path said = folder.resolve("said");
    int port = freePort();
    ProcessBuilder start =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-jar",
            Checkout.root()
                .resolve(service.id())
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
    start.environment().put("SALVAGUARDA_CONFIG", file.toString());
    start.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
    Process process = start.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean listened = false;
      while (process.isAlive() && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
        listened |= listens(port);
      }

      assertThat(process.exitValue()).isNotZero();
      assertThat(listened).as("a port was open").isFalse();
      assertThat(Files.readString(said))
          .contains(file + ":3:", "Did you mean \"directory\"?")
          .contains(file + ":5:", "from 1 to 65535", "Did you mean \"main\"?")
          .contains(file + ":7:", "plans.daily.logical", "hour")
          .contains(file + ":9:", "Known values: en, pt-BR")
          .contains(file + ":13:", "colour")
          .doesNotContain("s3cr3t-77")
          .doesNotContain("correct horse")
          .doesNotContain("Exception");
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
