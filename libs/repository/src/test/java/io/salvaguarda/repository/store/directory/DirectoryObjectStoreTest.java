package io.salvaguarda.repository.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.ObjectStoreConformance;
import io.salvaguarda.repository.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreConformance {

  @TempDir Path folder;

  @Override
  protected ObjectStore emptyStore() throws Exception {
    return new DirectoryObjectStore(folder.resolve("store"));
  }

  @Override
  protected int races() {
    return 1000;
  }

  @Test
  void nobodyElseMayReadWhatIsStored() throws Exception {
    store.put("a/b/c", buffer("x"));
    store.putIfAbsent("a/b/d", buffer("x"));

    for (String directory : List.of("", "a", "a/b")) {
      assertThat(permissionsOf(directory)).isEqualTo("rwx------");
    }
    for (String file : List.of("a/b/c", "a/b/d")) {
      assertThat(permissionsOf(file)).isEqualTo("rw-------");
    }
  }

  @Test
  void noTemporaryFileIsLeftBehindOrListed() throws Exception {
    store.put("a/b", buffer("x"));
    store.putIfAbsent("a/b", buffer("y"));
    store.putIfAbsent("a/c", buffer("y"));

    try (var left = Files.list(folder.resolve("store/.incoming"))) {
      assertThat(left.filter(file -> !ReplaceLock.is(file))).isEmpty();
    }
  }

  @Test
  void whatACrashLeftIsNoObjectAndIsClearedAwayADayLater() throws Exception {
    Path old = Files.writeString(folder.resolve("store/.incoming/old"), "half an obj");
    Path young = Files.writeString(folder.resolve("store/.incoming/young"), "half an obj");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(90_000)));

    ObjectStore again = new DirectoryObjectStore(folder.resolve("store"));

    assertThat(again.list("")).isEmpty();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void aStoreWithoutItsParentDirectoryIsRefused() {
    assertThatThrownBy(() -> new DirectoryObjectStore(folder.resolve("not/mounted")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aFileInTheWayIsDenied() throws Exception {
    store.put("a", buffer("x"));

    assertThatThrownBy(() -> store.put("a/b", buffer("y")))
        .isInstanceOf(StoreException.Denied.class);
    assertThatThrownBy(() -> store.putIfAbsent("a/b", buffer("y")))
        .isInstanceOf(StoreException.Denied.class);
  }

  private String permissionsOf(String path) throws Exception {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve("store").resolve(path)));
  }

  @Test
  void aLeaseIsOverAsSoonAsTheObjectThatEndsItIsThereAndStaysOver() throws Exception {
    Lease lease = new Lease("a/1", "a/2", Instant.now().plusSeconds(300));
    store.put("a/b", buffer("x"));
    store.putIfAbsent("a/1", buffer("mine"));
    store.putIfAbsent("a/2", buffer("someone else's"));

    assertThat(store.delete("a/b", lease)).isFalse();
    store.delete("a/1");
    store.delete("a/2");
    assertThat(store.delete("a/b", lease)).isFalse();

    assertThat(store.stat("a/b")).isPresent();
  }
}
