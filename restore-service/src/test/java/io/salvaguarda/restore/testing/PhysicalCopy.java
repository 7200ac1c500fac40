package io.salvaguarda.restore.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.physical.Archives;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.ClusterInventory;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.VerificationMark.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What pg_basebackup made, to be stored as a physical backup. */
record PhysicalCopy(PhysicalSource source, Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static PhysicalCopy of(PhysicalSource source, ToolContext context, Path folder)
      throws InterruptedException {
    List<String> arguments =
        List.of("--pgdata=" + folder, "--format=tar", "--wal-method=fetch", "--checkpoint=fast");
    try (ToolRun run =
        ToolRun.start(context, "pg_basebackup", arguments, source.connection("postgres"))) {
      if (run.waitFor() != 0) {
        throw new IllegalStateException("pg_basebackup: " + run.logTail());
      }
    }
    return new PhysicalCopy(source, folder);
  }

  private Map<String, Path> streams() throws IOException {
    Map<String, Path> streams = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        streams.put(name.matches("[0-9]+\\.tar") ? "tablespace-" + name : name, file);
      }
    }
    return streams;
  }

  private ClusterFacts facts() throws IOException {
    JsonNode range =
        JSON.readTree(folder.resolve(Archives.MANIFEST).toFile()).path("WAL-Ranges").path(0);
    ClusterInventory inventory =
        ClusterInventory.read(source.connection("postgres"), Side.SOURCE).orThrow();
    return new ClusterFacts(
        ClusterFacts.FORMAT,
        inventory.serverVersion(),
        source.systemId(),
        range.path("Timeline").asInt(),
        range.path("Start-LSN").asText(),
        range.path("End-LSN").asText(),
        Integer.parseInt(
            source.text("select setting from pg_settings where name = 'wal_segment_size'")),
        false,
        inventory.tablespaces(),
        inventory.databases(),
        inventory.preloadLibraries(),
        1);
  }

  void store(BackupId id) throws IOException {
    BackupRepository repository = RestoreStack.repository("disk");
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    try (BackupWriter writer = repository.newBackup(id)) {
      for (Map.Entry<String, Path> stream : streams().entrySet()) {
        try (InputStream in = Files.newInputStream(stream.getValue())) {
          writer.write(stream.getKey(), in, (plain, stored) -> {});
        }
      }
      Instant now = Instant.now();
      String job = UUID.randomUUID().toString();
      writer.commit(new BackupFacts("daily", job, 1, now, now, none, none, facts().toJson()));
    }
  }

  static VerificationMark mark(String backup, Outcome outcome) {
    return new VerificationMark(
        BackupId.parse(backup),
        UUID.randomUUID().toString(),
        outcome,
        Optional.of("RECOVERED"),
        Instant.now(),
        List.of());
  }
}
