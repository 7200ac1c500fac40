package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** repository.json, and who gets in. */
class RepositoryKeysTest {

  @TempDir Path folder;
  private DirectoryObjectStore store;

  @BeforeEach
  void open() throws Exception {
    store = new DirectoryObjectStore(folder.resolve("store"));
  }

  @Test
  void thePassphraseOpensAndNoOtherDoes() throws Exception {
    BackupRepository created = BackupRepository.create(store, "Grüße, 世界");

    assertThat(BackupRepository.open(store, "Grüße, 世界").id()).isEqualTo(created.id());
    assertThat(BackupRepository.open(store, "Gru\u0308\u00dfe, 世界").id())
        .as("typed on another system")
        .isEqualTo(created.id());
    assertThatThrownBy(() -> BackupRepository.open(store, "grüße, 世界"))
        .isInstanceOf(RepositoryException.WrongKey.class);
    assertThatThrownBy(() -> BackupRepository.openOrCreate(store, ""))
        .isInstanceOf(RepositoryException.WrongKey.class);
  }

  @Test
  void whereThereIsNoneNoneIsOpened() {
    assertThatThrownBy(() -> BackupRepository.open(store, "x"))
        .isInstanceOf(RepositoryException.Absent.class);
  }

  @Test
  void whereThereIsOneNoneIsCreated() throws Exception {
    BackupRepository first = TestBackups.newRepository(store);

    assertThatThrownBy(() -> TestBackups.newRepository(store))
        .isInstanceOf(RepositoryException.AlreadyExists.class);

    assertThat(BackupRepository.open(store, TestBackups.PASSPHRASE).id()).isEqualTo(first.id());
  }

  @Test
  void ofTwoThatOpenOrCreateBothGetTheSameRepository() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    List<UUID> ids = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<UUID>> openings = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        openings.add(
            threads.submit(
                () -> {
                  together.await();
                  return BackupRepository.openOrCreate(store, "same").id();
                }));
      }
      for (Future<UUID> opening : openings) {
        ids.add(opening.get());
      }
    }

    assertThat(ids.get(0)).isEqualTo(ids.get(1));
  }

  @Test
  void whatIsEditedInRepositoryJsonIsNoticed() throws Exception {
    TestBackups.newRepository(store);
    Path file = folder.resolve("store/repository.json");
    String json = Files.readString(file);

    Files.writeString(file, json.replace("\"level\":1", "\"level\":9"));
    assertThatThrownBy(() -> BackupRepository.open(store, TestBackups.PASSPHRASE))
        .isInstanceOf(RepositoryException.Damaged.class);

    Files.writeString(file, json.replace("\"memoryKib\":64", "\"memoryKib\":999999999"));
    assertThatThrownBy(() -> BackupRepository.open(store, TestBackups.PASSPHRASE))
        .isInstanceOf(RepositoryException.Damaged.class);

    Files.writeString(file, json.substring(0, 300));
    assertThatThrownBy(() -> BackupRepository.open(store, TestBackups.PASSPHRASE))
        .isInstanceOf(RepositoryException.Damaged.class);

    Files.writeString(file, json.replace("\"format\":1", "\"format\":2"));
    assertThatThrownBy(() -> BackupRepository.open(store, TestBackups.PASSPHRASE))
        .isInstanceOf(RepositoryException.UnsupportedFormat.class);
  }

  @Test
  void noSecretIsInTheStore() throws Exception {
    BackupRepository repository = TestBackups.newRepository(store);
    byte[] secret = "the plain text of a secret row ".repeat(20).getBytes();
    TestBackups.backUp(repository, TestBackups.FIRST, secret);

    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content).doesNotContain(TestBackups.PASSPHRASE).doesNotContain("secret row");
      }
    }
  }
}
