package io.salvaguarda.repository;

import io.salvaguarda.repository.RepositoryException.NoSuchBackup;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Proof that a key opens a repository: with that key alone, what every restore begins with. */
public final class KeyProof {

  private KeyProof() {}

  /**
   * Reads the manifest and the first bytes of the newest backup that is not quarantined. That the
   * keyring is open has proven the key itself and the list of recipients.
   *
   * @return the backup; empty when there is none
   * @throws IOException when it cannot be read
   */
  public static Optional<BackupId> read(RepositoryKeyring keyring) throws IOException {
    BackupRepository repository = keyring.repository();
    for (BackupId id : repository.list()) {
      if (!Suspects.isQuarantined(repository, id) && isRead(repository, id)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** False when it was deleted meanwhile. */
  private static boolean isRead(BackupRepository repository, BackupId id) throws IOException {
    Manifest manifest;
    try {
      manifest = repository.manifest(id);
    } catch (NoSuchBackup e) {
      return false;
    }
    for (Manifest.BackedUpStream stream : manifest.streams()) {
      try (InputStream in = repository.open(manifest, stream.name())) {
        in.read();
      }
    }
    return true;
  }
}
