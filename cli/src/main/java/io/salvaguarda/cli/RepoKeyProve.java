package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.KeyChange;
import io.salvaguarda.repository.KeyProof;
import io.salvaguarda.repository.RepositoryKeyring;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = {
      "Prove that a key opens the repository, by opening it with that key alone: the master key, the",
      "list of recipients, and the newest backup's manifest and first bytes. Changes nothing unless",
      "--record. Meant for a schedule, above all for the key that is off line: backup-service tells",
      "the team when a recipient's last recorded proof is too old (keyProof in salvaguarda.yaml)."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo key prove --key-file /media/safe/escrow.pem --directory /mnt/copy-of-the-bucket",
      "  salva repo key prove --key-file /media/safe/escrow.pem --record",
      "",
      "Without the private key, \"salva repo key list\" proves that its entry is the one that was",
      "added: repository.json is authenticated as a whole."
    })
final class RepoKeyProve extends KeyringCommand {
  @Option(
      names = "--record",
      description =
          "note the time in repository.json, for \"salva repo key list\" and the services")
  boolean record;

  @Override
  void prepare() {
    if (target.keyFile == null && target.passphraseFile == null) {
      throw new CliFailure(
          ExitCode.USAGE, "name the key to prove: --key-file FILE or --passphrase-file FILE");
    }
  }

  @Override
  int run(RepositoryKeyring keyring) throws IOException {
    String read = KeyProof.read(keyring).map(BackupId::toString).orElse("");
    if (record && keyring.recordProof() instanceof KeyChange.Refused refused) {
      throw new CliFailure(ExitCode.UNREACHABLE, "proven, but not recorded: " + refused.message());
    }
    if (json) {
      Map<String, Object> proof = new LinkedHashMap<>();
      proof.put("repositoryId", keyring.repositoryId().toString());
      proof.put("recipient", keyring.openedBy());
      proof.put("backupRead", read.isEmpty() ? null : read);
      proof.put("at", Instant.now().toString());
      return printJson(proof);
    }
    return say(
        "proven: recipient %s opens repository %s%s"
            .formatted(
                Cells.line(keyring.openedBy()),
                keyring.repositoryId(),
                read.isEmpty() ? ", which holds no backup" : " and reads " + read));
  }
}
