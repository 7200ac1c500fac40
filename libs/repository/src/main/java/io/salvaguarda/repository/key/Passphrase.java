package io.salvaguarda.repository.key;

import io.salvaguarda.repository.key.Recipient.PassphraseRecipient;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What people can remember. Kept in Unicode's composed form (NFC), so that the same passphrase
 * typed on another system is the same.
 */
public final class Passphrase implements Credential, RecipientKey {

  private final String text;
  private final Argon2Cost cost;

  private Passphrase(String text, Argon2Cost cost) {
    this.text = Normalizer.normalize(text, Normalizer.Form.NFC);
    this.cost = cost;
  }

  public static Passphrase of(String text) {
    return new Passphrase(text, Argon2Cost.DEFAULT);
  }

  /**
   * @param cost of a guess, where a key is wrapped for it
   */
  public static Passphrase of(String text, Argon2Cost cost) {
    return new Passphrase(text, cost);
  }

  @Override
  public PassphraseRecipient wrap(MasterKey masterKey, UUID repositoryId) {
    byte[] salt = MasterKey.random(16);
    byte[] key = derive(cost, salt);
    return new PassphraseRecipient(
        cost, salt, KeyWrap.wrap(masterKey, key, Recipient.PASSPHRASE, repositoryId));
  }

  @Override
  public Optional<MasterKey> unwrap(Recipient recipient, UUID repositoryId) {
    return recipient instanceof PassphraseRecipient p
        ? p.wrap().unwrap(derive(p.cost(), p.salt()), Recipient.PASSPHRASE, repositoryId)
        : Optional.empty();
  }

  @Override
  public boolean belongsTo(Recipient recipient, UUID repositoryId) {
    return unwrap(recipient, repositoryId).isPresent();
  }

  @Override
  public RecipientKey recipientKey() {
    return this;
  }

  @Override
  public String described() {
    return "the passphrase";
  }

  /** Argon2id version 1.3 over the passphrase's UTF-8 bytes: 32 bytes. */
  private byte[] derive(Argon2Cost guess, byte[] salt) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(guess.memoryKib())
            .withIterations(guess.iterations())
            .withParallelism(guess.lanes())
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] key = new byte[MasterKey.SIZE];
    generator.generateBytes(text.getBytes(StandardCharsets.UTF_8), key);
    return key;
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
