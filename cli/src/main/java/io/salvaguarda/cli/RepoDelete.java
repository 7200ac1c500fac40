package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = {
      "Delete backups from this repository alone; \"salva repo prune\" then frees their space."
          + " Meant for",
      "copies, which no retention shrinks, and for repositories that no service writes to:"
          + " elsewhere",
      "the plan's retention deletes. What the first repository still has comes back with the next"
          + " copy.",
      "Exit 4 when one is held, or is the last good one of its source: then none is deleted; and when",
      "the store keeps one locked: then those before it are."
    },
    footer = {
      "",
      "Example:",
      "  salva repo delete testdb/logical/2026-01-02_02-00-00-1a2b3c --repository second"
    })
final class RepoDelete extends RepositoryCommand {
  @Parameters(paramLabel = "BACKUP", arity = "1..*", description = "<source>/<kind>/<label>")
  List<String> ids;

  @Option(
      names = "--even-last",
      description = "also when no verified backup, or none that may be good, is left of the source")
  boolean evenLast;

  private final Set<BackupId> chosen = new LinkedHashSet<>();

  @Override
  void prepare() {
    try {
      ids.forEach(id -> chosen.add(BackupId.parse(id)));
    } catch (IllegalArgumentException e) {
      throw new CliFailure(ExitCode.USAGE, Cells.line(e.getMessage()));
    }
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    List<BackupId> all = repository.list();
    for (BackupId id : chosen) {
      requireDeletable(repository, all, id);
    }
    ArrayNode printed = Json.MAPPER.createArrayNode();
    for (BackupId id : chosen) {
      try {
        repository.delete(id);
      } catch (RepositoryException.Held | RepositoryException.Locked e) {
        throw new CliFailure(ExitCode.REFUSED, Cells.line(e.getMessage()));
      }
      if (json) {
        printed.addObject().put("backupId", id.toString()).put("outcome", "DELETED");
      } else {
        out().println(id + "  DELETED");
      }
    }
    return json ? printJson(printed) : ExitCode.DONE;
  }

  private void requireDeletable(BackupRepository repository, List<BackupId> all, BackupId id)
      throws IOException {
    if (!all.contains(id)) {
      throw new CliFailure(ExitCode.NOT_FOUND, "there is no backup " + id);
    }
    Optional<Hold> hold = repository.holdOf(id);
    if (hold.isPresent()) {
      throw new CliFailure(
          ExitCode.REFUSED, "%s is %s".formatted(id, Cells.line(hold.get().text())));
    }
    int worth = worth(repository, id);
    if (!evenLast && worth > 0 && !isMatched(repository, all, id, worth)) {
      throw new CliFailure(
          ExitCode.REFUSED,
          "%s is the last %s of its source; --even-last deletes it all the same"
              .formatted(id, worth > 1 ? "verified one" : "one that may be good"));
    }
  }

  /** Does another one stay that is worth as much? */
  private boolean isMatched(BackupRepository repository, List<BackupId> all, BackupId id, int worth)
      throws IOException {
    for (BackupId other : all) {
      if (other.sourceId().equals(id.sourceId())
          && other.kind() == id.kind()
          && !chosen.contains(other)
          && worth(repository, other) >= worth) {
        return true;
      }
    }
    return false;
  }

  /** 2 when it is verified, 0 when it is quarantined. */
  private static int worth(BackupRepository repository, BackupId id) throws IOException {
    try {
      Optional<VerificationMark> mark = repository.verification(id);
      if (mark.map(VerificationMark::quarantined).orElse(false)) {
        return 0;
      }
      return mark.map(VerificationMark::outcome)
              .equals(Optional.of(VerificationMark.Outcome.PASSED))
          ? 2
          : 1;
    } catch (RepositoryException.Damaged e) {
      return 0; // as everywhere
    }
  }
}
