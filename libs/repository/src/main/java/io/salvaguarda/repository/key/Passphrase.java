package io.salvaguarda.repository.key;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Makes a key of what people can remember. */
final class Passphrase {

  private Passphrase() {}

  /**
   * Argon2id version 1.3 over the passphrase's UTF-8 bytes in Unicode's composed form (NFC), so
   * that the same passphrase typed on another system is the same.
   *
   * @return 32 bytes
   */
  static byte[] derive(String passphrase, Argon2Cost cost, byte[] salt) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] key = new byte[32];
    String composed = Normalizer.normalize(passphrase, Normalizer.Form.NFC);
    generator.generateBytes(composed.getBytes(StandardCharsets.UTF_8), key);
    return key;
  }
}
