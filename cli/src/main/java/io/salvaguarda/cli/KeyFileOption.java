package io.salvaguarda.cli;

import io.salvaguarda.config.Refused;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.repository.key.RecipientPublicKey;
import io.salvaguarda.repository.key.UnusableKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keys in files, named by options. */
final class KeyFileOption {
  private KeyFileOption() {}

  static RepositoryKey.KeyFile read(Path file) {
    try {
      return RepositoryKey.KeyFile.read(file);
    } catch (Refused e) {
      throw new CliFailure(
          ExitCode.USAGE, "the key file %s %s. %s".formatted(file, e.getMessage(), e.remedy()));
    }
  }

  static RecipientPublicKey readPublic(Path file) {
    try {
      return RecipientPublicKey.ofPem(Files.readAllBytes(file));
    } catch (UnusableKey e) {
      throw new CliFailure(
          ExitCode.USAGE,
          ("--public-key: %s is no public key: %s. Name the .pub.pem file that \"salva repo key"
                  + " generate --escrow\" made.")
              .formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, "--public-key: " + file + " cannot be read");
    }
  }
}
