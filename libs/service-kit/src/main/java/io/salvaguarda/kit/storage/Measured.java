package io.salvaguarda.kit.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How full a place is.
 *
 * @param volume its name for people: a folder, or a repository's quota
 * @param disk which disk it is on, as {@link Disks} names it; empty when it is none
 * @param freeBytes bytes left for the service
 */
public record Measured(String volume, Optional<String> disk, long freeBytes, long totalBytes) {

  static Measured of(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Measured(
        folder.toString(),
        Disks.nameOf(folder, store),
        store.getUsableSpace(),
        store.getTotalSpace());
  }
}
