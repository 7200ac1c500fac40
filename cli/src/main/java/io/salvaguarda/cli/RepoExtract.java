package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "extract",
    mixinStandardHelpOptions = true,
    description = "Write one stream of a backup to a new file, every chunk proven on the way.",
    footer = {
      "",
      "Example:",
      "  salva repo extract shop/logical/2026-01-02_02-00-00-1a2b3c --config salvaguarda.yaml"
          + " --to shop.dump",
      "  createdb shop && pg_restore --exit-on-error -d shop shop.dump"
    })
final class RepoExtract extends RepositoryCommand {
  @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
  String id;

  @Option(
      names = "--stream",
      defaultValue = "dump",
      description =
          "dump (default) or globals; where several workers made the dump: schema, data-01, data-02 …")
  String stream;

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "must not exist")
  Path to;

  @Override
  int run(BackupRepository repository) throws IOException {
    BackupId backup = parsed();
    Manifest manifest = repository.manifest(backup);
    Manifest.BackedUpStream found =
        manifest.stream(stream)
            .orElseThrow(
                () ->
                    new CliFailure(
                        ExitCode.NOT_FOUND,
                        "the backup has no stream %s; it has %s"
                            .formatted(stream, names(manifest))));
    if (repository.verification(backup).map(VerificationMark::quarantined).orElse(false)) {
      err().println("salva: warning: a verification has proven this backup bad");
    }
    long bytes;
    try (InputStream in = repository.open(manifest, stream)) {
      bytes = write(in, found.summary().plainBytes());
    }
    return json
        ? printJson(Map.of("file", to.toString(), "bytes", bytes))
        : say(Cells.line(to.toString()) + ": " + Cells.bytes(bytes));
  }

  private static String names(Manifest manifest) {
    return manifest.streams().stream()
        .map(Manifest.BackedUpStream::name)
        .collect(Collectors.joining(", "));
  }

  private long write(InputStream in, long total) throws IOException {
    try (PrivateFile file = PrivateFile.create(to);
        CopyProgress progress = new CopyProgress(err(), terminal(), total)) {
      long bytes = progress.copy(in, file.stream());
      file.publish();
      return bytes;
    }
  }

  private BackupId parsed() {
    try {
      return BackupId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new CliFailure(ExitCode.USAGE, e.getMessage());
    }
  }
}
