package io.salvaguarda.repository.key;

import io.salvaguarda.repository.key.Recipient.PublicKeyRecipient;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** An X25519 public key. Who has it can let its owner in, and cannot get in with it. */
public final class RecipientPublicKey implements RecipientKey {

  private static final String LABEL = "PUBLIC KEY";

  private final X25519PublicKeyParameters key;

  RecipientPublicKey(X25519PublicKeyParameters key) {
    this.key = key;
  }

  /**
   * @param bytes the key as RFC 7748 writes it, 32 bytes
   */
  public static RecipientPublicKey ofBytes(byte[] bytes) {
    return new RecipientPublicKey(new X25519PublicKeyParameters(bytes));
  }

  /**
   * @param content a file with the PEM block {@code PUBLIC KEY}, as of {@code openssl pkey -pubout}
   * @throws UnusableKey when it is another or none
   */
  public static RecipientPublicKey ofPem(byte[] content) throws UnusableKey {
    try {
      if (PublicKeyFactory.createKey(KeyPem.decode(content, LABEL))
          instanceof X25519PublicKeyParameters found) {
        return new RecipientPublicKey(found);
      }
      throw new UnusableKey("it is a public key, but not of the kind X25519");
    } catch (IOException | RuntimeException e) {
      throw new UnusableKey("its PEM block is no public key that can be read");
    }
  }

  public String toPem() {
    try {
      return KeyPem.encode(
          LABEL, SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a key can be encoded", e);
    }
  }

  /** As RFC 7748 writes it: 32 bytes. */
  public byte[] bytes() {
    return key.getEncoded();
  }

  @Override
  public PublicKeyRecipient wrap(MasterKey masterKey, UUID repositoryId) {
    Hpke.Sealed sealed = Hpke.seal(key, masterKey.bytes(), repositoryId);
    return new PublicKeyRecipient(this, sealed.encapsulatedKey(), sealed.ciphertext());
  }

  @Override
  public boolean belongsTo(Recipient recipient, UUID repositoryId) {
    return recipient instanceof PublicKeyRecipient p
        && Arrays.equals(p.publicKey().bytes(), bytes());
  }
}
