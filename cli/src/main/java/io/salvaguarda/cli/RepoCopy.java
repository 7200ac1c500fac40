package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.salvaguarda.access.Stores;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.CopyOutcome;
import io.salvaguarda.repository.RepositoryCopy;
import io.salvaguarda.repository.WalCopied;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "copy",
    mixinStandardHelpOptions = true,
    description = {
      "Copy the backups and the WAL that another place does not have yet: chunk by chunk, each proven when it is",
      "read and again when it has arrived. The copy is a repository of its own with the same keys; it",
      "is made when there is none. When broken off, run it again: it goes on where it stopped.",
      "Exit 1 when a backup could not be copied; quarantined ones are left out."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo copy --repository main --to second        both in salvaguarda.yaml",
      "  salva repo copy --to-directory /mnt/offsite"
    })
final class RepoCopy extends RepositoryCommand {
  /** Where to: one of the two. */
  static final class Destination {
    @Option(names = "--to", paramLabel = "NAME", description = "a repository of salvaguarda.yaml")
    String name;

    @Option(names = "--to-directory", paramLabel = "DIR", description = "a folder")
    Path directory;
  }

  @ArgGroup(multiplicity = "1")
  Destination to;

  @Override
  int run(BackupRepository repository) throws IOException {
    RepositoryConfig place = target.another(this, to.name, to.directory);
    ArrayNode printed = Json.MAPPER.createArrayNode();
    boolean whole = true;
    requireFit(place);
    try (ObjectStore store = Stores.open(place, RETRIES)) {
      RepositoryCopy copy = repository.copyTo(store);
      List<BackupId> missing = copy.missing();
      for (BackupId id : missing) {
        CopyOutcome outcome = copyOne(copy, id);
        whole &= !(outcome instanceof CopyOutcome.Damaged);
        String said = said(outcome);
        if (json) {
          printed.addObject().put("backupId", id.toString()).put("outcome", said);
        } else {
          out().println(id + "  " + said);
        }
      }
      for (BackupId id : copy.copyHolds()) {
        if (json) {
          printed.addObject().put("backupId", id.toString()).put("outcome", "HELD");
        } else {
          out().println(id + "  HELD there too");
        }
      }
      WalCopied wal = copyWal(copy);
      whole &= wal.damaged().isEmpty();
      if (json && wal.files() + wal.damaged().size() > 0) {
        printed.addObject().put("walFiles", wal.files()).put("damaged", wal.damaged().size());
      }
      if (!json) {
        wal.damaged().forEach(each -> out().println("NOT COPIED, damaged: " + Cells.line(each)));
        out().printf("%,d WAL files, %s%n", wal.files(), Cells.bytes(wal.newBytes()));
        out()
            .printf(
                "%d backups were missing in %s%n", missing.size(), RepositoryTarget.place(place));
      }
    }
    if (json) {
      printJson(printed);
    }
    return whole ? ExitCode.DONE : ExitCode.FAILED;
  }

  private WalCopied copyWal(RepositoryCopy copy) throws IOException {
    LiveLine line = new LiveLine(err(), terminal());
    try {
      return copy.copyWal(
          (chunks, of, bytes) ->
              line.show("WAL: %,d chunks, %s new".formatted(chunks, Cells.bytes(bytes))));
    } finally {
      line.clear();
    }
  }

  private CopyOutcome copyOne(RepositoryCopy copy, BackupId id) throws IOException {
    LiveLine line = new LiveLine(err(), terminal());
    try {
      return copy.copy(
          id,
          (chunks, of, bytes) ->
              line.show(
                  "%s: %,d of %,d chunks, %s new".formatted(id, chunks, of, Cells.bytes(bytes))));
    } finally {
      line.clear();
    }
  }

  private static String said(CopyOutcome outcome) {
    return switch (outcome) {
      case CopyOutcome.Copied c ->
          "COPIED, %,d new chunks, %s".formatted(c.newChunks(), Cells.bytes(c.newBytes()));
      case CopyOutcome.AlreadyThere there -> "ALREADY THERE";
      case CopyOutcome.Quarantined bad -> "LEFT OUT, quarantined";
      case CopyOutcome.Damaged bad -> "NOT COPIED, damaged: " + Cells.line(bad.reason());
      case CopyOutcome.Gone gone -> "LEFT OUT, deleted meanwhile";
    };
  }
}
