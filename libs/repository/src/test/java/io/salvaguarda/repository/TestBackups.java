package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.key.Argon2Cost;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** What tests of the repository say in one word. */
final class TestBackups {

  /** A guess costs nothing, so that tests are quick. */
  static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

  static final String PASSPHRASE = "correct horse battery staple";
  static final BackupId FIRST = id("2026-01-01T02:00:00Z");
  static final BackupId SECOND = id("2026-01-02T02:00:00Z");
  static final BackupId THIRD = id("2026-01-03T02:00:00Z");

  private TestBackups() {}

  static BackupRepository newRepository(ObjectStore store) throws IOException {
    return BackupRepository.create(store, PASSPHRASE, CHEAP);
  }

  static BackupId id(String time) {
    return BackupId.of("testdb", BackupId.Kind.LOGICAL, Instant.parse(time), "k3x9");
  }

  static BackupFacts facts() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode facts = json.objectNode();
    facts.putObject("tables").put("public.users", 3).put("public.\"odd\u00e9\n\"", 12.5);
    return new BackupFacts(
        "daily",
        "0199b2f0-0000-7000-8000-000000000001",
        2,
        Instant.parse("2026-01-01T02:00:00Z"),
        Instant.parse("2026-01-01T02:00:01.123456Z"),
        json.objectNode().put("version", "15.14"),
        json.objectNode().put("pg_dump", "15.14"),
        facts);
  }

  /** A backup of one stream, "dump". */
  static Manifest backUp(BackupRepository repository, BackupId id, byte[] dump) throws IOException {
    return backUp(repository, id, new ByteArrayInputStream(dump));
  }

  static Manifest backUp(BackupRepository repository, BackupId id, InputStream dump)
      throws IOException {
    try (BackupWriter writer = repository.newBackup(id)) {
      writer.write("dump", dump, Progress.NONE);
      return writer.commit(facts());
    }
  }

  static byte[] read(BackupRepository repository, Manifest manifest, String stream)
      throws IOException {
    try (InputStream in = repository.open(manifest, stream)) {
      return in.readAllBytes();
    }
  }
}
