package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.KeyChange.Changed;
import io.salvaguarda.repository.KeyChange.Reason;
import io.salvaguarda.repository.KeyChange.Refused;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryKeyringTest extends RepositoryKeyringConformance {

  private static final Path KEPT = Path.of("src/test/resources/format-1/repository.json");

  @TempDir Path folder;

  @Override
  ObjectStore emptyStore() throws Exception {
    return new DirectoryObjectStore(folder.resolve("store"));
  }

  private ObjectStore oldStore() throws Exception {
    ObjectStore store = new DirectoryObjectStore(folder.resolve("old"));
    Files.copy(KEPT, folder.resolve("old/repository.json"));
    return store;
  }

  @Test
  void aRepositoryFromBeforeRecipientsHadNamesGetsMore() throws Exception {
    ObjectStore store = oldStore();
    Passphrase old = Passphrase.of("format one");
    KeyFile file = KeyFile.of(KeyFile.newContent());

    assertThat(RepositoryKeyring.open(store, old).add("machine", file)).isInstanceOf(Changed.class);
    assertThat(RepositoryKeyring.open(store, file).remove("passphrase", false))
        .isInstanceOf(Changed.class);

    assertThat(RepositoryKeyring.open(store, file).recipients()).hasSize(1);
    assertThatThrownBy(() -> BackupRepository.open(store, old))
        .isInstanceOf(RepositoryException.WrongKey.class);
  }

  @Test
  void whatANewerVersionWroteStaysWhenRecipientsChange() throws Exception {
    ObjectStore store = new DirectoryObjectStore(folder.resolve("newer"));
    Passphrase passphrase = Passphrase.of("x", TestBackups.CHEAP);
    BackupRepository.create(store, passphrase);
    RepositoryKeys.Unlocked opened = RepositoryKeys.open(store, passphrase);
    ObjectNode json = opened.document().json().put("hue", "blue");
    ObjectNode theirs = json.withArray("recipients").addObject();
    theirs.put("kind", "retina").put("name", "eye").put("iris", "green");
    ((ObjectNode) json.withArray("recipients").get(0)).put("note", "kept");
    store.put(
        "repository.json", SealedJson.seal("repository.json", json, opened.keys().document()));

    KeyChange added =
        RepositoryKeyring.open(store, passphrase)
            .add("escrow", RecipientPrivateKey.generate().publicKey());
    KeyChange last = RepositoryKeyring.open(store, passphrase).remove("escrow", false);
    KeyChange known = RepositoryKeyring.open(store, passphrase).remove("passphrase", true);

    assertThat(added).isInstanceOf(Changed.class);
    assertThat(last).isInstanceOf(Changed.class);
    assertThat(known)
        .as("only one that this version knows counts as a way in")
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.LAST_ONE));
    assertThat(Files.readString(folder.resolve("newer/repository.json")))
        .contains("\"hue\":\"blue\"")
        .contains("\"iris\":\"green\"")
        .contains("\"note\":\"kept\"");
  }

  @Test
  void anEntryThatSomeoneElseExchangedIsNoticedWithoutItsPrivateKey() throws Exception {
    ObjectStore store = new DirectoryObjectStore(folder.resolve("exchanged"));
    Passphrase passphrase = Passphrase.of("x", TestBackups.CHEAP);
    BackupRepository.create(store, passphrase);
    RepositoryKeyring.open(store, passphrase)
        .add("escrow", RecipientPrivateKey.generate().publicKey());
    Path file = folder.resolve("exchanged/repository.json");
    String json = Files.readString(file);
    List<String> fields = List.of("encapsulatedKey", "wrappedKey", "publicKey", "name");

    List<String> unnoticed = new ArrayList<>();
    for (String field : fields) {
      int at = json.lastIndexOf("\"" + field + "\":\"") + field.length() + 4;
      char other = json.charAt(at) == 'a' ? 'b' : 'a';
      Files.writeString(file, json.substring(0, at) + other + json.substring(at + 1));
      try {
        BackupRepository.open(store, passphrase);
        unnoticed.add(field);
      } catch (RepositoryException.Damaged expected) {
        assertThat(expected).hasMessageContaining("repository.json");
      }
    }

    assertThat(unnoticed).isEmpty();
  }
}
