package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands on one cluster's archived WAL have. */
abstract class WalCommand extends RepositoryCommand {
  private static final int USUAL_SEGMENT = 16 * 1024 * 1024;

  @Parameters(paramLabel = "SOURCE", description = "as the repository names it")
  String source;

  @Option(
      names = "--system",
      paramLabel = "ID",
      description = "the cluster's system identifier (default: the one archived last)")
  String system;

  @Override
  final int run(BackupRepository repository) throws IOException {
    try (WalArchive archive = repository.wal(source)) {
      List<String> systems = archive.systemIds();
      if (systems.isEmpty() || system != null && !systems.contains(system)) {
        throw new CliFailure(
            ExitCode.NOT_FOUND,
            system == null
                ? "there is no WAL of source " + Cells.line(source)
                : "there is no WAL of cluster %s; there is of %s"
                    .formatted(Cells.line(system), String.join(", ", systems)));
      }
      return run(archive, system == null ? systems.getFirst() : system);
    } catch (IllegalArgumentException e) {
      throw new CliFailure(ExitCode.USAGE, e.getMessage());
    }
  }

  abstract int run(WalArchive archive, String systemId) throws IOException;

  /** Told by any whole segment. */
  static int segmentBytes(WalArchive archive, List<ListedWal> files) throws IOException {
    Optional<ListedWal> any =
        files.stream()
            .filter(each -> each.file().kind() == WalFile.Kind.SEGMENT && !each.partial())
            .findFirst();
    Optional<StoredWal> stored = any.isEmpty() ? Optional.empty() : archive.find(any.get().file());
    return stored.map(each -> Math.toIntExact(each.plainBytes())).orElse(USUAL_SEGMENT);
  }
}
