package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.MasterKey;
import io.salvaguarda.repository.key.RecipientKey;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes and opens repository.json, and with it the way from a credential to the keys. */
final class RepositoryKeys {

  private static final int DEFAULT_ZSTD_LEVEL = 1;

  private RepositoryKeys() {}

  /**
   * repository.json as it was read, and the key that opened it.
   *
   * @param file its bytes, authentic
   * @param openedBy the name of the recipient that the credential belongs to
   */
  record Unlocked(
      byte[] file,
      RepositoryDocument document,
      MasterKey masterKey,
      SubKeys keys,
      String openedBy) {

    BackupRepository repository(ObjectStore store) {
      return new BackupRepository(store, document, keys);
    }
  }

  /** Empty when there is a repository already, which is left as it is. */
  static Optional<BackupRepository> create(ObjectStore store, RecipientKey first)
      throws IOException {
    UUID id = UUID.randomUUID();
    MasterKey masterKey = MasterKey.random();
    SubKeys keys = masterKey.derive(id);
    var recipient = first.wrap(masterKey, id);
    RepositoryDocument document =
        RepositoryDocument.create(
            id,
            DEFAULT_ZSTD_LEVEL,
            keys.keyCheck(),
            List.of(RecipientEntry.of(recipient.kind(), recipient)));
    boolean created = store.putIfAbsent(RepositoryDocument.KEY, seal(document, keys));
    return created ? Optional.of(new BackupRepository(store, document, keys)) : Optional.empty();
  }

  static Unlocked open(ObjectStore store, Credential credential) throws IOException {
    byte[] file = read(store);
    JsonNode unproven = SealedJson.openUnproven(RepositoryDocument.KEY, file);
    RepositoryDocument document = RepositoryDocument.fromJson(unproven);
    for (RecipientEntry entry : document.recipients()) {
      Optional<MasterKey> masterKey = credential.unwrap(entry.recipient(), document.id());
      if (masterKey.isPresent()) {
        SubKeys keys = checked(masterKey.get().derive(document.id()), document, credential);
        SealedJson.open(RepositoryDocument.KEY, file, keys.document());
        return new Unlocked(file, document, masterKey.get(), keys, entry.info().name());
      }
    }
    throw new RepositoryException.WrongKey(credential.described());
  }

  /** What repository.json says now, for who has the keys already. */
  static Unlocked again(ObjectStore store, Unlocked before) throws IOException {
    byte[] file = read(store);
    JsonNode json = SealedJson.open(RepositoryDocument.KEY, file, before.keys.document());
    return new Unlocked(
        file, RepositoryDocument.fromJson(json), before.masterKey, before.keys, before.openedBy);
  }

  static ByteBuffer seal(RepositoryDocument document, SubKeys keys) {
    return SealedJson.seal(RepositoryDocument.KEY, document.json(), keys.document());
  }

  private static byte[] read(ObjectStore store) throws IOException {
    try {
      return store.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
    } catch (StoreException.NotFound e) {
      throw new RepositoryException.Absent();
    }
  }

  private static SubKeys checked(SubKeys keys, RepositoryDocument document, Credential credential)
      throws RepositoryException.WrongKey {
    if (!MessageDigest.isEqual(keys.keyCheck(), document.keyCheck())) {
      throw new RepositoryException.WrongKey(credential.described());
    }
    return keys;
  }
}
