package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.key.Argon2Cost;
import io.salvaguarda.repository.key.Recipient;
import io.salvaguarda.repository.key.Recipient.PassphraseRecipient;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes and opens repository.json, and with it the way from a passphrase to the keys. */
final class RepositoryKeys {

  private static final int DEFAULT_ZSTD_LEVEL = 1;

  private RepositoryKeys() {}

  /** Empty when there is a repository already, which is left as it is. */
  static Optional<BackupRepository> create(ObjectStore store, String passphrase, Argon2Cost cost)
      throws IOException {
    UUID id = UUID.randomUUID();
    byte[] masterKey = PassphraseRecipient.newMasterKey();
    SubKeys keys = SubKeys.derive(masterKey, id);
    Recipient first = PassphraseRecipient.wrap(masterKey, passphrase, cost, id);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    RepositoryDocument document =
        new RepositoryDocument(id, now, DEFAULT_ZSTD_LEVEL, keys.keyCheck(), List.of(first));
    boolean created =
        store.putIfAbsent(
            RepositoryDocument.KEY,
            SealedJson.seal(RepositoryDocument.KEY, document.toJson(), keys.document()));
    return created ? Optional.of(new BackupRepository(store, document, keys)) : Optional.empty();
  }

  static BackupRepository open(ObjectStore store, String passphrase) throws IOException {
    byte[] file = read(store);
    JsonNode unproven = SealedJson.openUnproven(RepositoryDocument.KEY, file);
    RepositoryDocument document = RepositoryDocument.fromJson(unproven);
    SubKeys keys = unlock(document, passphrase);
    SealedJson.open(RepositoryDocument.KEY, file, keys.document());
    return new BackupRepository(store, document, keys);
  }

  private static byte[] read(ObjectStore store) throws IOException {
    try {
      return store.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
    } catch (StoreException.NotFound e) {
      throw new RepositoryException.Absent();
    }
  }

  private static SubKeys unlock(RepositoryDocument document, String passphrase)
      throws RepositoryException {
    for (Recipient recipient : document.recipients()) {
      if (recipient instanceof PassphraseRecipient p) {
        Optional<byte[]> masterKey = p.unwrap(passphrase, document.id());
        if (masterKey.isPresent()) {
          return checked(SubKeys.derive(masterKey.get(), document.id()), document);
        }
      }
    }
    throw new RepositoryException.WrongKey();
  }

  private static SubKeys checked(SubKeys keys, RepositoryDocument document)
      throws RepositoryException.WrongKey {
    if (!MessageDigest.isEqual(keys.keyCheck(), document.keyCheck())) {
      throw new RepositoryException.WrongKey();
    }
    return keys;
  }
}
