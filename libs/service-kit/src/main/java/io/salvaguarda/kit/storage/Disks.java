package io.salvaguarda.kit.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names disks so that all services that write to one give it the same name, also from different
 * containers: a share of the network by its address, a disk of this machine by its device number.
 */
final class Disks {

  /** Of the running kernel: the same in all containers of a machine, and on no other machine. */
  private static final Path MACHINE = Path.of("/proc/sys/kernel/random/boot_id");

  private Disks() {}

  /** Empty where the system does not say. */
  static Optional<String> nameOf(Path folder, FileStore store) throws IOException {
    if (isShare(store.name())) {
      return Optional.of(store.name());
    }
    if (!Files.isReadable(MACHINE)
        || !folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    return Optional.of(
        Files.readString(MACHINE).strip() + "/" + Files.getAttribute(folder, "unix:dev"));
  }

  /** As NFS, Ceph and SMB are mounted: {@code server:/export}, {@code //server/share}. */
  static boolean isShare(String device) {
    return device.contains(":/") || device.startsWith("//");
  }
}
