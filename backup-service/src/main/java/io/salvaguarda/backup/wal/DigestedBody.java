package io.salvaguarda.backup.wal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A body that ends only if its bytes are those that were announced. */
final class DigestedBody extends FilterInputStream {

  /** They are others: they were damaged on their way. */
  static final class Differs extends IOException {
    private static final long serialVersionUID = 1L;

    Differs() {
      super("the body does not have the announced SHA-256");
    }
  }

  private final MessageDigest digest;
  private final byte[] announced;
  private boolean proven;

  DigestedBody(InputStream body, BodyDigest announced) {
    super(body);
    this.digest = sha256();
    this.announced = announced.bytes();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    int count = in.read(bytes, from, most);
    if (count > 0) {
      digest.update(bytes, from, count);
    } else if (count < 0 && !proven) {
      if (!MessageDigest.isEqual(digest.digest(), announced)) {
        throw new Differs();
      }
      proven = true;
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
