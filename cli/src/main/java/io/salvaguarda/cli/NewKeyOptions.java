package io.salvaguarda.cli;

import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientKey;
import io.salvaguarda.repository.key.UnusableKey;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** A recipient's new secret, or its public key. */
final class NewKeyOptions {
  @Option(
      names = "--new-passphrase-file",
      paramLabel = "FILE",
      description = "its passphrase; else SALVA_NEW_PASSPHRASE, else you are asked")
  Path passphraseFile;

  @Option(names = "--new-key-file", paramLabel = "FILE", description = "its key file")
  Path keyFile;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "its public key (PEM); the private half stays where it is")
  Path publicKey;

  RecipientKey read(ClientCommand command) {
    if (Stream.of(passphraseFile, keyFile, publicKey).filter(file -> file != null).count() > 1) {
      throw new CliFailure(
          ExitCode.USAGE,
          "--new-passphrase-file, --new-key-file and --public-key exclude each other: keep one");
    }
    if (publicKey != null) {
      return KeyFileOption.readPublic(publicKey);
    }
    if (keyFile != null) {
      return keyFile();
    }
    RepositoryKey key =
        passphraseFile == null
            ? Passphrases.ask(command, "SALVA_NEW_PASSPHRASE", "--new-passphrase-file", true)
            : Passphrases.read("--new-passphrase-file", passphraseFile);
    return Passphrase.of(((RepositoryKey.Passphrase) key).text().reveal());
  }

  private RecipientKey keyFile() {
    byte[] content = KeyFileOption.read(keyFile).content().reveal();
    try {
      if (new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("-----BEGIN")) {
        throw new CliFailure(
            ExitCode.USAGE,
            "--new-key-file: %s is no key file but a PEM file. Of a pair of keys name the public one,"
                    .formatted(keyFile)
                + " with --public-key.");
      }
      return KeyFile.of(content);
    } catch (UnusableKey e) {
      throw new CliFailure(
          ExitCode.USAGE, "--new-key-file: %s: %s".formatted(keyFile, e.getMessage()));
    }
  }
}
