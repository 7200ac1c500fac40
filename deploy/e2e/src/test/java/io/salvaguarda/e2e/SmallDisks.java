package io.salvaguarda.e2e;

import io.salvaguarda.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The scratch folder and a directory repository on file systems of their own, whose size can be
 * changed. Mounting needs root: elsewhere they are plain folders.
 */
final class SmallDisks {

  private static final int ROOMY_MEBIBYTES = 2_000; // taken from memory only when used

  private static final int SMALL_MEBIBYTES = 64;
  private static final String BALLAST = "ballast";

  private SmallDisks() {}

  static Path scratch(LocalStack stack) {
    return stack.home().resolve("scratch");
  }

  static Path repository(LocalStack stack) {
    return stack.home().resolve("small-disk");
  }

  static Path mountOn(LocalStack stack) throws IOException {
    Files.createDirectory(repository(stack));
    for (Path folder : List.of(scratch(stack), repository(stack))) {
      run("mount", "-t", "tmpfs", "-o", "mode=711,size=" + ROOMY_MEBIBYTES + "m", "none", folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }
    return repository(stack);
  }

  static void unmount(LocalStack stack) {
    for (Path folder : List.of(scratch(stack), repository(stack))) {
      if (isMounted(folder)) {
        run("umount", folder);
      }
    }
  }

  static boolean isMounted(Path folder) {
    try {
      return Files.readString(Path.of("/proc/mounts")).contains(" " + folder + " ");
    } catch (IOException e) {
      return false;
    }
  }

  /** Fills the disk until so much room is left. */
  static void leave(Path folder, int mebibytes) throws IOException {
    long total = Files.getFileStore(folder).getTotalSpace();
    long used = total - Files.getFileStore(folder).getUsableSpace();
    resize(folder, (used >> 20) + 1 + SMALL_MEBIBYTES);
    Files.write(folder.resolve(BALLAST), new byte[(SMALL_MEBIBYTES - mebibytes) << 20]);
  }

  static void makeRoom(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(BALLAST));
    resize(folder, ROOMY_MEBIBYTES);
  }

  private static void resize(Path folder, long mebibytes) {
    if (!run("mount", "-o", "remount,size=" + mebibytes + "m", folder)) {
      throw new IllegalStateException("cannot resize " + folder);
    }
  }

  private static boolean run(Object... command) {
    List<String> words = List.of(command).stream().map(Object::toString).toList();
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
