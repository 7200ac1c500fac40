package io.salvaguarda.restore.run.physical;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.salvaguarda.postgres.physical.ReplicaLogin;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a recovered cluster one that can be started beside its source without harm: it must not
 * archive under the source's name, wait for a standby that is not its own, or take what a
 * subscription of the source's is to get.
 */
final class HandOver {

  private static final List<String> ALWAYS =
      List.of(
          "archive_mode = 'off'",
          "synchronous_standby_names = ''",
          "max_logical_replication_workers = 0");

  private static final String CONFIGURATION = "postgresql.conf";
  private static final String ACCESS = "pg_hba.conf";
  private static final String NAMES = "pg_ident.conf";
  private static final String ONLY_LOCAL =
      "local all all peer\n"
          + "host all all 127.0.0.1/32 scram-sha-256\n"
          + "host all all ::1/128 scram-sha-256\n";

  /** Before all other lines, for the first one that fits decides. */
  private static final String ADMITTED =
      "# set when this cluster was restored: its replica\n"
          + "host replication %s 127.0.0.1/32 scram-sha-256\n";

  private final Path data;
  private final ToolUser owner;
  private final List<String> notes = new ArrayList<>();

  HandOver(Path data, ToolUser owner) {
    this.data = data;
    this.owner = owner;
  }

  /**
   * @param port null: the one it had
   * @return what was changed, for people
   */
  List<String> prepare(Integer port) throws IOException {
    makeFiles();
    List<String> settings = new ArrayList<>(ALWAYS);
    if (port != null) {
      settings.add("port = " + port);
    }
    set(settings);
    return notes;
  }

  /** A primary or a replica of this machine, which talk to each other over 127.0.0.1. */
  List<String> preparePart(int port, ReplicaLogin login, List<String> more) throws IOException {
    makeFiles();
    Path access = data.resolve(ACCESS);
    Files.writeString(
        access,
        ADMITTED.formatted(login.name()) + Files.readString(access, ISO_8859_1),
        ISO_8859_1);
    List<String> settings = new ArrayList<>(ALWAYS);
    settings.add("listen_addresses = 'localhost'");
    settings.add("port = " + port);
    settings.addAll(more);
    set(settings);
    return notes;
  }

  /** Where packages keep these files elsewhere, they are in no backup. */
  private void makeFiles() throws IOException {
    makeIfMissing(CONFIGURATION, "listen_addresses = 'localhost'\n");
    makeIfMissing(ACCESS, ONLY_LOCAL);
    makeIfMissing(NAMES, "");
    makeIfMissing("postgresql.auto.conf", "");
  }

  private void set(List<String> settings) throws IOException {
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "# set when this cluster was restored\n" + String.join("\n", settings) + "\n",
        StandardOpenOption.APPEND);
    notes.add(
        "postgresql.auto.conf now has "
            + String.join(", ", settings)
            + "; take that back with ALTER SYSTEM RESET.");
  }

  private void makeIfMissing(String name, String content) throws IOException {
    if (!Files.exists(data.resolve(name))) {
      JobFolder.existing(data, owner).write(name, content);
      notes.add("The backup held no " + name + ": a plain one was made.");
    }
  }
}
