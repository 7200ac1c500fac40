package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Level;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.ChunkFault;
import io.salvaguarda.repository.DamagedChunk;
import io.salvaguarda.repository.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Level 1: every chunk is read back, decrypted and hashed again. */
final class IntegrityProof {

  private static final int BUFFER = 256 << 10;

  private final BackupRepository repository;
  private final Manifest manifest;
  private final Supervision supervision;
  private long done;

  IntegrityProof(BackupRepository repository, Manifest manifest, Supervision supervision) {
    this.repository = repository;
    this.manifest = manifest;
    this.supervision = supervision;
  }

  /** Reads the backup and keeps nothing. */
  void run() throws IOException {
    List<ChunkFault> faults = repository.check(manifest, (plain, stored) -> at(plain));
    if (!faults.isEmpty()) {
      throw damaged(faults);
    }
  }

  /** Reads the backup into the spool. */
  void run(Spool spool) throws IOException {
    during(
        () -> {
          for (Manifest.BackedUpStream stream : manifest.streams()) {
            copy(stream.name(), spool);
          }
          return null;
        });
  }

  /** Something that reads all of the backup's streams to their ends. */
  interface Reading<T> {
    T run() throws IOException;
  }

  /** Each chunk is proven as it is read; when one is damaged, all that are get named. */
  <T> T during(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (DamagedChunk first) {
      run();
      throw OurTrouble.passing(
          ErrorClass.STORE_UNAVAILABLE,
          first.getMessage() + "; read again, it is sound",
          "The store gave wrong bytes and then right ones: check it if this repeats.");
    }
  }

  /** Bytes that a {@link Reading} has read, one thread only. */
  void more(long plainBytes) {
    done += plainBytes;
    at(done);
  }

  private void copy(String stream, Spool spool) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = repository.open(manifest, stream);
        OutputStream out = spool.sink(stream)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        write(out, buffer, count);
        more(count);
      }
    }
  }

  /** A full disk of ours is not a failing store. */
  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw OurTrouble.passing(
          ErrorClass.DISK_FULL,
          "the scratch folder cannot take the dump: " + e.getMessage(),
          "Make room there, or move the scratch folder to a larger disk.");
    }
  }

  private void at(long plainBytes) {
    supervision.throwIfStopped();
    supervision.at(Level.INTEGRITY, Phase.READ, plainBytes, manifest.plainBytes());
  }

  private static BadBackup damaged(List<ChunkFault> faults) {
    ChunkFault first = faults.getFirst();
    String message =
        "%d of the backup's chunks cannot be had back, the first is %s (%s)."
            .formatted(faults.size(), first.chunkId(), first.kind());
    return new BadBackup(
        ErrorClass.BACKUP_DAMAGED,
        message,
        faults.stream().map(Findings::chunk).toList(),
        List.of());
  }
}
