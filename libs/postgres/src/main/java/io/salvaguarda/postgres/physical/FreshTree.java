package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder that is filled from an archive which nobody trusts: every name stays in it, nothing is
 * written twice, and no link is followed, because links are made last and by us.
 */
final class FreshTree {
  private static final int BUFFER = 256 << 10;
  private static final FileAttribute<?> FILE = mode("rw-------");
  private static final FileAttribute<?> FOLDER = mode("rwx------");

  private final Path root;
  private final ToolUser.Giver owner;
  private final Optional<Forcing> forcing;
  private final byte[] buffer = new byte[BUFFER];

  private FreshTree(Path root, ToolUser.Giver owner, Optional<Forcing> forcing) {
    this.root = root;
    this.owner = owner;
    this.forcing = forcing;
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /**
   * The folder is made unless it is there and empty.
   *
   * @param forcing brings its files to the disk, where that is wanted
   */
  static FreshTree in(Path root, ToolUser owner, Optional<Forcing> forcing) throws Refused {
    try {
      FreshTree tree = new FreshTree(root.toAbsolutePath(), owner.giver(), forcing);
      Files.createDirectories(tree.root.getParent());
      if (!Files.exists(tree.root, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(tree.root, FOLDER);
      }
      Path real = tree.root.toRealPath();
      Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
      tree.owner.give(real);
      try (Stream<Path> found = Files.list(tree.root)) {
        if (found.findAny().isPresent()) {
          throw new IOException("it is not empty");
        }
      }
      return tree;
    } catch (IOException e) {
      throw Refused.unwritable(root.toString(), e);
    }
  }

  void folder(String name) throws Refused {
    Path folder = inside(name);
    if (folder.equals(root)) {
      return;
    }
    try {
      Files.createDirectory(folder, FOLDER);
      owner.give(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw twice(name, e);
      }
    } catch (IOException e) {
      throw Refused.unwritable(folder.toString(), e);
    }
  }

  /** Throws what the content throws, as it is. */
  void file(String name, InputStream content) throws IOException {
    Path file = inside(name);
    try (FileChannel out = create(name, file)) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        write(file, out, ByteBuffer.wrap(buffer, 0, count));
      }
    }
    forcing.ifPresent(disk -> disk.begin(file));
  }

  private FileChannel create(String name, Path file) throws Refused {
    try {
      FileChannel out =
          FileChannel.open(
              file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE);
      owner.give(file);
      return out;
    } catch (FileAlreadyExistsException e) {
      throw twice(name, e);
    } catch (IOException e) {
      throw Refused.unwritable(file.toString(), e);
    }
  }

  private static void write(Path file, FileChannel out, ByteBuffer bytes) throws Refused {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw Refused.unwritable(file.toString(), e);
    }
  }

  /** Only after everything else: what comes later could be written through it. */
  void link(String name, Path to) throws Refused {
    Path link = inside(name);
    try {
      Files.createSymbolicLink(link, to);
      owner.give(link);
    } catch (FileAlreadyExistsException e) {
      throw twice(name, e);
    } catch (IOException e) {
      throw Refused.unwritable(link.toString(), e);
    }
  }

  private Path inside(String name) throws Refused {
    boolean climbs = Stream.of(name.split("/")).anyMatch(".."::equals);
    if (name.isEmpty() || name.startsWith("/") || climbs) {
      throw Refused.damaged("the archive wants out of its folder: " + name);
    }
    try {
      return root.resolve(name).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw Refused.damaged("the archive holds a name that cannot be one", e);
    }
  }

  private static Refused twice(String name, IOException cause) {
    return Refused.damaged("the archive holds twice: " + name, cause);
  }

  /** Returns when all files and folders are on the disk, if that is wanted. */
  void finish() throws Refused {
    if (forcing.isEmpty()) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path folder : all.filter(FreshTree::isFolder).toList()) {
        Forcing.now(folder);
      }
      forcing.get().await();
    } catch (IOException e) {
      throw Refused.unwritable(root.toString(), e);
    } catch (UncheckedIOException e) {
      throw Refused.unwritable(root.toString(), e.getCause());
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
