package io.salvaguarda.repository.key;

import io.salvaguarda.repository.key.Recipient.PublicKeyRecipient;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** The private half of a {@link RecipientPublicKey}: opens what was wrapped for it. */
public final class RecipientPrivateKey implements Credential {

  private static final String LABEL = "PRIVATE KEY";

  /** RFC 8410. */
  private static final ASN1ObjectIdentifier X25519 = new ASN1ObjectIdentifier("1.3.101.110");

  private final X25519PrivateKeyParameters key;

  private RecipientPrivateKey(X25519PrivateKeyParameters key) {
    this.key = key;
  }

  public static RecipientPrivateKey generate() {
    return new RecipientPrivateKey(new X25519PrivateKeyParameters(new SecureRandom()));
  }

  /**
   * @param content a file with the PEM block {@code PRIVATE KEY}, as of {@code openssl genpkey
   *     -algorithm X25519}
   * @throws UnusableKey when it is another or none
   */
  public static RecipientPrivateKey ofPem(byte[] content) throws UnusableKey {
    try {
      if (PrivateKeyFactory.createKey(KeyPem.decode(content, LABEL))
          instanceof X25519PrivateKeyParameters found) {
        return new RecipientPrivateKey(found);
      }
      throw new UnusableKey("it is a private key, but not of the kind X25519");
    } catch (IOException | RuntimeException e) {
      throw new UnusableKey("its PEM block is no private key that can be read");
    }
  }

  /** The file's content: PKCS #8 without the public half, as OpenSSL writes it. */
  public String toPem() {
    try {
      byte[] der =
          new PrivateKeyInfo(new AlgorithmIdentifier(X25519), new DEROctetString(key.getEncoded()))
              .getEncoded();
      return KeyPem.encode(LABEL, der);
    } catch (IOException e) {
      throw new IllegalStateException("a key can be encoded", e);
    }
  }

  public RecipientPublicKey publicKey() {
    return new RecipientPublicKey(key.generatePublicKey());
  }

  @Override
  public Optional<MasterKey> unwrap(Recipient recipient, UUID repositoryId) {
    if (!(recipient instanceof PublicKeyRecipient p) || !publicKey().belongsTo(p, repositoryId)) {
      return Optional.empty();
    }
    return Hpke.open(key, p.encapsulatedKey(), p.wrappedKey(), repositoryId).map(MasterKey::new);
  }

  @Override
  public RecipientKey recipientKey() {
    return publicKey();
  }

  @Override
  public String described() {
    return "the private key";
  }

  @Override
  public String toString() {
    return "RecipientPrivateKey[hidden]";
  }
}
