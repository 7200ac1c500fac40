package io.salvaguarda.e2e;

import io.salvaguarda.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;

/** What salvaguarda.yaml says of whole clusters, and of who pushes their logs. */
final class ClusterEntries {
  /** A token that may put log and nothing else. */
  static final String ARCHIVER = "token-of-the-archiver";

  private static final String SOURCE =
      """
        %s: { type: postgresql, host: 127.0.0.1, port: %d, database: postgres, user: backup, \
      password: "%4$s", replicationUser: replicator, replicationPassword: "%4$s", wal: %3$s, \
      walFlush: 1s, sslMode: disable, repository: disk, plan: on-request, team: dba }
      """;

  private static final String PLAN =
      "  on-request: { logical: \"0 0 29 2 *\", verification: { level: CONTENT } }\n";

  private ClusterEntries() {}

  static void write(LocalStack stack, Path folder, Collection<ProtectedCluster> clusters)
      throws IOException {
    StringBuilder sources = new StringBuilder();
    for (ProtectedCluster each : clusters) {
      int port = each.cluster().server().port();
      String way = each.way().toString().toLowerCase(Locale.ROOT);
      sources.append(SOURCE.formatted(each.id(), port, way, WrittenCluster.PASSWORD));
    }
    String disk = "  disk: { type: directory, path: \"%s\", passphrase: \"of the test\" }\n";
    String token = "    - { name: archive, role: archiver, sha256: \"%s\" }\n";
    Files.writeString(
        stack.configuration(),
        Files.readString(stack.configuration())
            .replace("repositories:\n", "repositories:\n" + disk.formatted(folder.resolve("disk")))
            .replace("sources:\n", "sources:\n" + sources)
            .replace("plans:\n", "plans:\n" + PLAN)
            .replace("  tokens:\n", "  tokens:\n" + token.formatted(sha256(ARCHIVER))));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
