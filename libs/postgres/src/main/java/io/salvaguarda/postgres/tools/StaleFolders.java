package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Wipes the job folders, and kills the servers in them, that killed processes left behind. */
public final class StaleFolders {
  private StaleFolders() {}

  /** Returns the folders that were wiped. Folders of living processes are locked and stay. */
  public static List<Path> sweep(Path scratch) throws IOException {
    List<Path> wiped = new ArrayList<>();
    if (!Files.isDirectory(scratch)) {
      return wiped;
    }
    String locks = JobFolder.PREFIX + "*" + JobFolder.LOCK_SUFFIX;
    try (var found = Files.newDirectoryStream(scratch, locks)) {
      for (Path lock : found) {
        String name = lock.getFileName().toString();
        Path folder =
            lock.resolveSibling(name.substring(0, name.length() - JobFolder.LOCK_SUFFIX.length()));
        if (wiped(folder, lock)) {
          wiped.add(folder);
        }
      }
    }
    return wiped;
  }

  private static boolean wiped(Path folder, Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        return false;
      }
      killServer(folder);
      JobFolder.wipe(folder);
      Files.deleteIfExists(lock);
      return true;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Only needed where no parent-death signal did it; the command line proves whose it is. */
  private static void killServer(Path folder) {
    ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(List::of)
                    .orElse(List.of())
                    .contains(folder.resolve("data").toString()))
        .forEach(
            process -> {
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            });
  }
}
