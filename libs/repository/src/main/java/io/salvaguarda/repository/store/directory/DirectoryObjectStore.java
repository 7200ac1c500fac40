package io.salvaguarda.repository.store.directory;

import io.salvaguarda.repository.store.ObjectKeys;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      this.root = createPrivate(directory).toRealPath();
      this.incoming = createPrivate(root.resolve(INCOMING));
      removeAbandoned();
    } catch (IOException e) {
      throw FileFailures.of("open", directory.toString(), e);
    }
  }

  @Override
  public void put(String key, ByteBuffer bytes) throws StoreException {
    Path target = fileOf(key);
    try {
      Path temporary = writeTemporary(bytes);
      try {
        createParents(target.getParent());
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.getParent());
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileFailures.of("put", key, e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, ByteBuffer bytes) throws StoreException {
    Path target = fileOf(key);
    try {
      Path temporary = writeTemporary(bytes);
      try {
        createParents(target.getParent());
        Files.createLink(target, temporary);
        force(target.getParent());
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileFailures.of("putIfAbsent", key, e);
    }
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
      return Optional.of(new ObjectStat(key, Files.size(fileOf(key))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.of("stat", key, e);
    }
  }

  @Override
  public List<ObjectStat> list(String prefix) throws StoreException {
    Path start = root.resolve(ObjectKeys.requirePrefix(prefix));
    List<ObjectStat> found = new ArrayList<>();
    if (!Files.isDirectory(start)) {
      return found;
    }
    try {
      Files.walkFileTree(start, new Collector(found));
    } catch (IOException e) {
      throw FileFailures.of("list", prefix, e);
    }
    found.sort(Comparator.comparing(ObjectStat::key));
    return found;
  }

  @Override
  public void delete(String key) throws StoreException {
    Path file = fileOf(key);
    try {
      if (Files.deleteIfExists(file)) {
        force(file.getParent());
        removeEmptyParents(file.getParent());
      }
    } catch (IOException e) {
      throw FileFailures.of("delete", key, e);
    }
  }

  @Override
  public void close() {
    // holds nothing open
  }

  private void removeAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
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

  private Path writeTemporary(ByteBuffer bytes) throws IOException {
    Path temporary = incoming.resolve(UUID.randomUUID().toString());
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    var permissions = PosixFilePermissions.fromString("rw-------");
    try (FileChannel channel =
        FileChannel.open(temporary, options, PosixFilePermissions.asFileAttribute(permissions))) {
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    return temporary;
  }

  /** Creates missing directories from the root down and forces each new entry to disk. */
  private void createParents(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    createParents(directory.getParent());
    createPrivate(directory);
    force(directory.getParent());
  }

  private static Path createPrivate(Path directory) throws IOException {
    var permissions = PosixFilePermissions.fromString("rwx------");
    try {
      return Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(permissions));
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return directory;
      }
      throw e;
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
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

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<ObjectStat> found;

    Collector(List<ObjectStat> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.equals(incoming) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      found.add(new ObjectStat(root.relativize(file).toString(), attributes.size()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // deleted while we walk
      }
      throw e;
    }
  }
}
