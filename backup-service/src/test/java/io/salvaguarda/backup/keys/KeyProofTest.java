package io.salvaguarda.backup.keys;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Due;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RepositoryKeyProofFailed;
import io.salvaguarda.events.RepositoryKeyProofOverdue;
import io.salvaguarda.events.RepositoryKeysProven;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.repository.RecipientInfo;
import io.salvaguarda.repository.RecipientOfThePast;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class KeyProofTest {

  private static final Passphrase OWN = Passphrase.of(BackupStack.PASSPHRASE);

  @Test
  void whatIsHereIsProvenAndWhatIsElsewhereIsToldWhenNobodyProvesIt() throws Exception {
    Rest.backedUp("escrowed");
    KeyFile second = KeyFile.of(keyFile("second.key"));
    BackupStack.keyring("escrowed", OWN).add("second", second);
    RecipientPrivateKey escrow = RecipientPrivateKey.generate();
    RecipientOfThePast.add(
        new DirectoryObjectStore(BackupStack.folder("escrowed")),
        OWN,
        "escrow",
        escrow.publicKey(),
        Instant.now().minus(Duration.ofDays(2)));

    Due.now("key-proof", "escrowed");

    RepositoryKeyProofOverdue overdue =
        told(RepositoryKeyProofOverdue.class, e -> e.repository().equals("escrowed"));
    assertThat(overdue.recipients()).extracting(OverdueKey::recipient).containsExactly("escrow");
    assertThat(overdue.recipients().getFirst().provenAt()).isNull();
    assertThat(BackupStack.keyring("escrowed", escrow).recipients())
        .extracting(RecipientInfo::name, recipient -> recipient.provenAt().isPresent())
        .containsExactly(tuple("passphrase", true), tuple("second", true), tuple("escrow", false));
    assertMetric("salvaguarda_key_proof_overdue\\{repository=\"escrowed\"} 1.0");

    BackupStack.keyring("escrowed", escrow).recordProof();
    JsonPath job = Rest.ended(ask("escrowed"));

    assertThat(job.getString("result.outcome")).isEqualTo("DONE");
    RepositoryKeysProven proven =
        told(RepositoryKeysProven.class, e -> e.repository().equals("escrowed"));
    assertThat(proven.recipients()).isEqualTo(3);
    assertThat(proven.nextDueAt()).isAfter(Instant.now());
    assertMetric("salvaguarda_key_proof_overdue\\{repository=\"escrowed\"} 0.0");
    assertMetric("salvaguarda_key_proof_last_age_seconds\\{repository=\"escrowed\"} [0-9]");
  }

  @Test
  void aKeyThatDoesNotOpenItsRepositoryIsToldWithItsFileAndNotItsContent() throws Exception {
    BackupStack.repository("miskeyed");

    assertThat(failed().getString("failure.message"))
        .contains("missing.key does not exist")
        .endsWith(".");

    byte[] stranger = keyFile("missing.key");
    JsonPath job = failed();
    assertThat(job.getString("failure.message"))
        .contains("missing.key is none of its recipients'")
        .doesNotContain(new String(stranger).strip());
    assertThat(job.getString("failure.nextStep")).contains("keyProof of repositories.miskeyed");

    KeyFile other = KeyFile.of(stranger);
    BackupStack.keyring("miskeyed", OWN).add("other", other);
    assertThat(Rest.ended(ask("miskeyed")).getString("result.outcome")).isEqualTo("DONE");

    BackupStack.keyring("miskeyed", other).remove("passphrase", true);
    assertThat(failed().getString("failure.nextStep")).contains("Set passphrase or keyFile");
  }

  @Test
  void aRepositoryWithoutABackupIsNotMadeByLookingAtItsKeys() {
    JsonPath job = Rest.ended(ask("unused"));

    assertThat(job.getString("result.outcome")).isEqualTo("NO_REPOSITORY");
    assertThat(BackupStack.folder("unused").resolve("repository.json")).doesNotExist();
  }

  @Test
  void whoMayNotAndWhatIsNotThereIsSaid() {
    Rest.viewer().post("/repositories/disk/key-proof").then().statusCode(403);
    Rest.operator()
        .post("/repositories/dikc/key-proof")
        .then()
        .statusCode(404)
        .body("detail", containsString("\"dikc\""));
  }

  /** A proof of the repository miskeyed that fails at once, and is told. */
  private static JsonPath failed() {
    UUID asked = ask("miskeyed");
    JsonPath job = Rest.ended(asked);
    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getInt("attempt")).isEqualTo(1);
    RepositoryKeyProofFailed event =
        told(RepositoryKeyProofFailed.class, e -> e.jobId().equals(asked));
    assertThat(event.repository()).isEqualTo("miskeyed");
    assertThat(event.failure().errorClass()).isEqualTo(ErrorClass.REPOSITORY_KEY);
    return job;
  }

  private static byte[] keyFile(String name) throws IOException {
    Path file = BackupStack.folder(name);
    byte[] content = KeyFile.newContent();
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return content;
  }

  private static UUID ask(String repository) {
    return UUID.fromString(
        Rest.operator()
            .post("/repositories/" + repository + "/key-proof")
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }

  private static <T extends SuiteEvent> T told(Class<T> type, Predicate<T> which) {
    try (TopicReader told =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE)) {
      await().atMost(60, SECONDS).until(() -> !told.events(type, which).isEmpty());
      return type.cast(told.events(type, which).getLast().data());
    }
  }

  private static void assertMetric(String line) {
    await()
        .atMost(30, SECONDS)
        .until(() -> Rest.viewer().get("/q/metrics").asString().matches("(?s).*" + line + ".*"));
  }
}
