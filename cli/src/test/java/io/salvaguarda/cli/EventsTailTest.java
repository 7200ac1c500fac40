package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.local.KafkaBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Kafka; the tests share its topics, and so each has a source of its own. */
class EventsTailTest {
  private static final Instant AT = Instant.parse("2026-01-02T02:00:00Z");
  private static final UUID ID = UUID.fromString("01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f");

  @TempDir static Path folder;
  private static KafkaBroker kafka;
  private static KafkaProducer<String, byte[]> producer;

  private final EventFactory events = new EventFactory("test-service");
  private final EventCodec codec = new EventCodec();
  private final Commands salva = new Commands(folder).with("SALVA_KAFKA", kafka.bootstrapServers());

  @BeforeAll
  static void start() {
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    kafka.close();
  }

  @Test
  void allTopicsAreReadInTheOrderOfTime() throws Exception {
    send(new BackupDeleted("all/logical/b", "all", BackupKind.LOGICAL, "main", "too old", AT));
    send(
        new VerificationStarted(
            ID,
            "all/logical/b",
            "all",
            BackupKind.LOGICAL,
            "dba",
            VerificationTrigger.REQUEST,
            AT));
    send(
        new RestoreStarted(
            ID,
            "all/logical/b",
            "all",
            BackupKind.LOGICAL,
            "dba",
            new RestoreTarget("localhost", 5432, "shop_restored"),
            AT));
    send(
        new StorageLow(
            "storage", "backup-service", "/data", null, 1, 1024, StorageThreshold.WARNING, AT));
    send(new IncidentResolved(ID, "all", "dba", "BACKUP_FAILED", AT, AT));

    Commands.Result result = tail("--from-beginning");

    assertThat(result.exit()).isZero();
    assertThat(lines(result, "all", "storage"))
        .satisfiesExactly(
            line -> assertThat(line).contains("backup.deleted", "all/logical/b: too old"),
            line -> assertThat(line).contains("verification.started", "by REQUEST"),
            line -> assertThat(line).contains("restore.started", "into shop_restored"),
            line -> assertThat(line).contains("storage.low", "/data", "1 B free of 1.0 KiB"),
            line -> assertThat(line).contains("incident.resolved", "BACKUP_FAILED"));
  }

  @Test
  void eachLineOfJsonIsACloudEvent() throws Exception {
    send(new BackupDeleted("json/logical/b", "json", BackupKind.LOGICAL, "main", "too old", AT));

    List<JsonNode> found =
        tail("--from-beginning", "--json")
            .out()
            .lines()
            .map(EventsTailTest::parsed)
            .filter(event -> event.path("subject").asText().equals("json"))
            .toList();

    assertThat(found)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.path("specversion").asText()).isEqualTo("1.0");
              assertThat(event.path("type").asText()).isEqualTo("io.salvaguarda.backup.deleted.v1");
              assertThat(event.path("source").asText()).contains("test-service");
              assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
              assertThat(event.at("/data/reason").asText()).isEqualTo("too old");
            });
  }

  @Test
  void whatWasBeforeIsLeftOut() throws Exception {
    send(new BackupDeleted("since/logical/old", "since", BackupKind.LOGICAL, "m", "r", AT));
    Instant between = await().until(Instant::now, Instant.now().plusMillis(5)::isBefore);
    send(new BackupDeleted("since/logical/new", "since", BackupKind.LOGICAL, "m", "r", AT));

    assertThat(lines(tail("--since", between.toString()), "since"))
        .singleElement()
        .asString()
        .contains("since/logical/new");
    assertThat(lines(tail("--since", "1h"), "since")).hasSize(2);
    assertThat(lines(tail(), "since")).isEmpty();
  }

  @Test
  void aTailThatFollowsSeesWhatComesAfterIt() throws Exception {
    List<TailedEvent> seen = new CopyOnWriteArrayList<>();
    try (EventTail tail = new EventTail(kafka.bootstrapServers(), null)) {
      send(new BackupDeleted("follow/logical/b", "follow", BackupKind.LOGICAL, "m", "r", AT));

      tail.follow(
          null,
          event -> {
            seen.add(event);
            return false;
          });
    }

    assertThat(seen).singleElement().asString().contains("follow");
  }

  @Test
  void strangeRecordsAreShownAndHarmless() throws Exception {
    produce(
        "strange",
        Map.of(
            "ce_specversion", "1.0",
            "ce_type", "com.example.\u001b[2Jnew.v1",
            "ce_subject", "strange"),
        "not json \u001b".getBytes(StandardCharsets.UTF_8));
    produce("strange", Map.of("ce_subject", "strange"), null);

    assertThat(lines(tail("--from-beginning"), "strange"))
        .hasSize(2)
        .noneMatch(line -> line.contains("\u001b"))
        .anyMatch(line -> line.contains("does not know"))
        .anyMatch(line -> line.contains("malformed"));
    assertThat(tail("--from-beginning", "--json").out().lines().map(EventsTailTest::parsed))
        .anyMatch(event -> event.has("data_base64"));
  }

  @Test
  void aKafkaThatIsDownIsExitFive() {
    Commands.Result result =
        new Commands(folder).with("SALVA_KAFKA", "127.0.0.1:1").run("events", "tail");

    assertThat(result.exit()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(result.err()).contains("Kafka does not answer at 127.0.0.1:1");
    assertThat(new Commands(folder).run("events", "tail", "--kafka", "no such").exit())
        .isEqualTo(ExitCode.UNREACHABLE);
  }

  private Commands.Result tail(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"events", "tail", "--until-idle", "2"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    return salva.run(all);
  }

  /** The lines that are about these sources. */
  private static List<String> lines(Commands.Result result, String... sources) {
    return result
        .out()
        .lines()
        .filter(line -> List.of(sources).stream().anyMatch(s -> line.contains("  " + s + " ")))
        .toList();
  }

  private void send(SuiteEvent event) throws ExecutionException, InterruptedException {
    EncodedEvent encoded = codec.encode(events.of(event));
    ProducerRecord<String, byte[]> kafkaRecord =
        new ProducerRecord<>(encoded.topic(), encoded.key(), encoded.body());
    encoded
        .headers()
        .forEach(
            (name, value) ->
                kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(kafkaRecord).get();
    Instant sent = Instant.now(); // events of the same millisecond have no order
    await().until(() -> Instant.now().isAfter(sent.plusMillis(2)));
  }

  private void produce(String key, Map<String, String> headers, byte[] body) throws Exception {
    ProducerRecord<String, byte[]> kafkaRecord =
        new ProducerRecord<>("salvaguarda.backup", key, body);
    headers.forEach(
        (name, value) -> kafkaRecord.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(kafkaRecord).get();
  }

  private static JsonNode parsed(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(line, e);
    }
  }
}
