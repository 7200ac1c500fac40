package io.salvaguarda.repository.store.directory;

import io.salvaguarda.repository.store.ObjectStat;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the objects below a directory while others put and delete. */
final class ObjectWalk extends SimpleFileVisitor<Path> {
  private final Path root;
  private final Path incoming;
  private final List<ObjectStat> found = new ArrayList<>();

  ObjectWalk(Path root, Path incoming) {
    this.root = root;
    this.incoming = incoming;
  }

  /** In ascending order of keys. */
  List<ObjectStat> found() {
    found.sort(Comparator.comparing(ObjectStat::key));
    return found;
  }

  static ObjectStat stat(String key, BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    return new ObjectStat(key, attributes.size(), modified.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return directory.equals(incoming) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    found.add(stat(root.relativize(file).toString(), attributes));
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
