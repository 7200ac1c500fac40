package io.salvaguarda.cli;

import io.salvaguarda.repository.RecipientInfo;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Make a new key file, or with --escrow a pair of keys. It opens nothing before it is added.",
      "The files must not exist; only you may read them."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo key generate --to second-site.key",
      "  salva repo key generate --escrow --to escrow.pem      # and escrow.pub.pem",
      "",
      "Do the second one on the machine that keeps the private half, and take only the public half",
      "away. OpenSSL makes the same: openssl genpkey -algorithm X25519 -out escrow.pem &&",
      "openssl pkey -in escrow.pem -pubout -out escrow.pub.pem"
    })
final class RepoKeyGenerate extends ClientCommand {
  @Option(names = "--to", required = true, paramLabel = "FILE", description = "must not exist")
  Path to;

  @Option(
      names = "--escrow",
      description = "a private key in FILE, and its public key in FILE with .pub before its end")
  boolean escrow;

  @Override
  public Integer call() throws IOException {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("file", to.toString());
    if (escrow) {
      RecipientPrivateKey key = RecipientPrivateKey.generate();
      Path publicFile = publicFile();
      try (PrivateFile mine = PrivateFile.create(to);
          PrivateFile others = PrivateFile.create(publicFile)) {
        mine.stream().write(key.toPem().getBytes(StandardCharsets.US_ASCII));
        others.stream().write(key.publicKey().toPem().getBytes(StandardCharsets.US_ASCII));
        mine.publish();
        others.publish();
      }
      made.put("publicFile", publicFile.toString());
      made.put("fingerprint", RecipientInfo.fingerprintOf(key.publicKey()));
    } else {
      try (PrivateFile file = PrivateFile.create(to)) {
        file.stream().write(KeyFile.newContent());
        file.publish();
      }
    }
    if (json) {
      return printJson(made);
    }
    made.forEach((name, value) -> out().println(name + ": " + Cells.line(value.toString())));
    return ExitCode.DONE;
  }

  private Path publicFile() {
    String name = to.getFileName().toString();
    int end = name.lastIndexOf('.');
    return to.resolveSibling(
        end <= 0 ? name + ".pub" : name.substring(0, end) + ".pub" + name.substring(end));
  }
}
