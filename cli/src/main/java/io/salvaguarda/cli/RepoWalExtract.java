package io.salvaguarda.cli;

import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = {
      "Write archived WAL to files, every chunk proven on the way. Histories are always among them.",
      "A segment of which only the beginning has arrived is filled up with zeros. Files that are",
      "there already are left as they are: when broken off, run it again."
    },
    footer = {
      "",
      "Example:",
      "  salva repo wal extract shop --directory /mnt/backups --from 0000000100000000000000A0"
          + " --to /restore/wal",
      "and in the restored server's settings, with a file recovery.signal:",
      "  restore_command = 'cp /restore/wal/%f %p'"
    })
final class RepoWalExtract extends WalCommand {
  @Option(names = "--to", required = true, paramLabel = "DIR", description = "made when missing")
  Path to;

  @Option(
      names = "--from",
      paramLabel = "SEGMENT",
      description = "not what lies before it, on any timeline (default: all)")
  String from;

  @Override
  void prepare() {
    if (from != null && !from.matches("[0-9A-F]{24}")) {
      throw new CliFailure(
          ExitCode.USAGE,
          "--from: \"%s\" is not the name of a segment".formatted(Cells.line(from)));
    }
  }

  @Override
  int run(WalArchive archive, String systemId) throws IOException {
    List<ListedWal> wanted =
        archive.list(systemId).stream().filter(each -> isWanted(each.file())).toList();
    Files.createDirectories(to);
    long bytes = 0;
    long written = 0;
    for (ListedWal each : wanted) {
      Path file = to.resolve(each.file().name());
      if (!Files.exists(file)) {
        bytes += write(archive, each, file);
        written++;
      }
    }
    return json
        ? printJson(Map.of("directory", to.toString(), "files", written, "bytes", bytes))
        : say(
            "%s: %,d files, %s".formatted(Cells.line(to.toString()), written, Cells.bytes(bytes)));
  }

  /** Positions are the last 16 of a segment's 24 digits, so their order is that of the names. */
  private boolean isWanted(WalFile file) {
    return from == null
        || file.kind() == WalFile.Kind.HISTORY
        || file.name().substring(8, 24).compareTo(from.substring(8)) >= 0;
  }

  private long write(WalArchive archive, ListedWal listed, Path file) throws IOException {
    try (InputStream in = archive.open(listed.file());
        PrivateFile target = PrivateFile.create(file)) {
      long bytes = in.transferTo(target.stream());
      target.publish();
      return bytes;
    }
  }
}
