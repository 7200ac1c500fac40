package io.salvaguarda.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.config.DirectoryRepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.config.Secret;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoriesTest {

  @TempDir Path folder;

  private Repositories repositories() {
    return repositories(new RepositoryKey.Passphrase(Secret.of("open")));
  }

  private Repositories repositories(RepositoryKey key) {
    var disk = new DirectoryRepositoryConfig("disk", folder.resolve("disk"), key);
    SuiteConfig config =
        new SuiteConfig(
            Map.of("disk", disk), Map.of(), Map.of(), Map.of(), Map.of(), "dba", List.of());
    return new Repositories(config, RetryPolicy.DEFAULT);
  }

  @Test
  void whoOnlyReadsNeverMakesARepository() throws IOException {
    try (Repositories repositories = repositories()) {
      assertThatThrownBy(() -> repositories.existing("disk"))
          .isInstanceOf(RepositoryException.Absent.class);
    }
    assertThat(folder.resolve("disk/repository.json")).doesNotExist();
  }

  @Test
  void whoWritesMakesItOnceAndWhoReadsFindsIt() throws IOException {
    try (Repositories repositories = repositories()) {
      var made = repositories.get("disk");
      assertThat(repositories.existing("disk")).isSameAs(made);
    }
    try (Repositories later = repositories()) {
      assertThat(later.existing("disk").list()).isEmpty();
    }
  }

  @Test
  void aKeyFileOpensWhatItMadeAndNothingElseDoes() throws Exception {
    RepositoryKey key = keyFile("a", KeyFile.newContent());
    UUID made;
    try (Repositories repositories = repositories(key)) {
      made = repositories.get("disk").id();
    }

    try (Repositories later = repositories(key);
        Repositories stranger = repositories(keyFile("b", KeyFile.newContent()));
        Repositories passphrase = repositories()) {
      assertThat(later.existing("disk").id()).isEqualTo(made);
      for (Repositories other : List.of(stranger, passphrase)) {
        assertThatThrownBy(() -> other.get("disk"))
            .isInstanceOf(RepositoryException.WrongKey.class)
            .satisfies(e -> assertThat(nextStep(e)).contains("keyFile of repositories.disk"));
      }
    }
  }

  @Test
  void aPrivateKeyOpensWhatWasWrappedForIt() throws Exception {
    RecipientPrivateKey escrow = RecipientPrivateKey.generate();
    try (Repositories repositories = repositories()) {
      repositories.get("disk");
    }
    try (var store = new DirectoryObjectStore(folder.resolve("disk"))) {
      RepositoryKeyring.open(store, Passphrase.of("open")).add("escrow", escrow.publicKey());
    }

    try (Repositories repositories =
        repositories(keyFile("escrow", escrow.toPem().getBytes(StandardCharsets.US_ASCII)))) {
      assertThat(repositories.existing("disk").list()).isEmpty();
    }
  }

  @Test
  void aKeyFileOfAnotherKindIsAFailureThatSaysWhatItIs() throws Exception {
    String certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    try (Repositories repositories =
        repositories(keyFile("x", certificate.getBytes(StandardCharsets.US_ASCII)))) {
      assertThatThrownBy(() -> repositories.get("disk"))
          .isInstanceOf(UnusableKeyFile.class)
          .hasMessageContaining("CERTIFICATE")
          .satisfies(e -> assertThat(nextStep(e)).contains("repositories.disk.keyFile"));
    }
    assertThat(folder.resolve("disk")).doesNotExist();
  }

  private static String nextStep(Throwable failure) {
    return Failures.of((IOException) failure, "disk").orElseThrow().nextStep();
  }

  private RepositoryKey keyFile(String name, byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return RepositoryKey.KeyFile.read(file);
  }
}
