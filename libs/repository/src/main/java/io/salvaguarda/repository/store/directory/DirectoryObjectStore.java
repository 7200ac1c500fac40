package io.salvaguarda.repository.store.directory;

import io.salvaguarda.repository.store.Lease;
import io.salvaguarda.repository.store.ObjectKeys;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One file per object below a directory on a POSIX file system. A file is written under a temporary
 * name, forced to disk and then renamed (or, where the key must be free, linked), so that no crash
 * leaves half an object under its key. Directories are 0700 and files 0600.
 */
public final class DirectoryObjectStore implements ObjectStore {

  /** No key begins with a dot, so that no list shows it. */
  private static final String INCOMING = ".incoming";

  /** No upload takes longer; what is older was left by a crash. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final Path incoming;

  /**
   * Creates the directory if it is missing; its parent must exist.
   *
   * @throws StoreException when the directory cannot be used
   */
  public DirectoryObjectStore(Path directory) throws StoreException {
    try {
      this.root = DurableFiles.createDirectory(directory).toRealPath();
      this.incoming = DurableFiles.createDirectory(root.resolve(INCOMING));
      removeAbandoned();
    } catch (IOException e) {
      throw FileFailures.of("open", directory.toString(), e);
    }
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    Path target = fileOf(key);
    Path temporary = newTemporary();
    try {
      DurableFiles.write(temporary, bytes);
      try {
        DurableFiles.createDirectories(target.getParent());
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.force(target.getParent());
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileFailures.of("put", key, e);
    }
  }

  /** Under the lock, so that what it ends is over for everyone at once; see {@link #delete}. */
  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    Path target = fileOf(key);
    Path temporary = newTemporary();
    try {
      DurableFiles.write(temporary, bytes);
      try {
        DurableFiles.createDirectories(target.getParent());
        return ReplaceLock.whileHeld(incoming, () -> link(temporary, target));
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileFailures.of("putIfAbsent", key, e);
    }
  }

  @Override
  public boolean replace(String key, byte[] expected, ByteBuffer bytes) throws StoreException {
    try {
      return ReplaceLock.whileHeld(
          incoming,
          () -> {
            if (!has(key, expected)) {
              return false;
            }
            put(key, bytes);
            return true;
          });
    } catch (IOException e) {
      throw FileFailures.of("replace", key, e);
    }
  }

  private boolean has(String key, byte[] expected) throws StoreException {
    try {
      return Arrays.equals(get(key, expected.length + 1), expected);
    } catch (StoreException.NotFound e) {
      return false;
    }
  }

  /** Unlike a rename, a link fails when its name is taken, and does so in one step. */
  private static boolean link(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    DurableFiles.force(target.getParent());
    return true;
  }

  @Override
  public byte[] get(String key, int limit) throws StoreException {
    try (InputStream in = Files.newInputStream(fileOf(key))) {
      return in.readNBytes(limit);
    } catch (IOException e) {
      throw FileFailures.of("get", key, e);
    }
  }

  @Override
  public Optional<ObjectStat> stat(String key) throws StoreException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(fileOf(key), BasicFileAttributes.class);
      return Optional.of(ObjectWalk.stat(key, attributes));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.of("stat", key, e);
    }
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    Path start = root.resolve(ObjectKeys.requirePrefix(prefix));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try {
      ObjectWalk walk = new ObjectWalk(root, incoming);
      Files.walkFileTree(start, walk);
      return walk.found();
    } catch (IOException e) {
      throw FileFailures.of("list", prefix, e);
    }
  }

  @Override
  public Optional<ObjectLock> objectLock() {
    return Optional.empty(); // whoever may write to the directory may delete from it
  }

  @Override
  public boolean keepLocked(ObjectStat object) {
    return false;
  }

  @Override
  public void delete(String key) throws StoreException {
    Path file = fileOf(key);
    try {
      if (Files.deleteIfExists(file)) {
        DurableFiles.force(file.getParent());
        removeEmptyParents(file.getParent());
      }
    } catch (IOException e) {
      throw FileFailures.of("delete", key, e);
    }
  }

  @Override
  public boolean delete(String key, Lease lease) throws StoreException {
    try {
      return ReplaceLock.whileHeld(
          incoming,
          () -> {
            boolean held = Instant.now().isBefore(lease.until()) && isHeld(lease);
            if (held) {
              delete(key);
            }
            return held;
          });
    } catch (IOException e) {
      throw FileFailures.of("delete", key, e);
    }
  }

  /** In this order: what ended it can only be gone when what began it is gone too. */
  private boolean isHeld(Lease lease) {
    return !Files.exists(fileOf(lease.endedBy())) && Files.exists(fileOf(lease.heldBy()));
  }

  @Override
  public void close() {
    // holds nothing open
  }

  private void removeAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
      for (Path file : files) {
        if (!ReplaceLock.is(file) && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException e) {
      return; // its owner has just moved it
    }
  }

  private Path fileOf(String key) {
    return root.resolve(ObjectKeys.requireKey(key));
  }

  private Path newTemporary() {
    return incoming.resolve(UUID.randomUUID().toString());
  }

  private void removeEmptyParents(Path directory) throws IOException {
    for (Path d = directory; !d.equals(root); d = d.getParent()) {
      try {
        Files.deleteIfExists(d);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
