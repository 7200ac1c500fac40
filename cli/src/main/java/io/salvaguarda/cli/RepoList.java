package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The backups that the repository holds, with what is proven of them.",
    footer = {"", "Example:", "  salva repo list --config salvaguarda.yaml"})
final class RepoList extends RepositoryCommand {
  @Option(names = "--source", description = "only of this source")
  String source;

  /**
   * One backup.
   *
   * @param proof PASSED, INCONCLUSIVE, QUARANTINED, UNVERIFIED; DAMAGED when its manifest is
   * @param snapshotAt null when it is damaged
   */
  private record Found(
      String backupId, String proof, Instant snapshotAt, long plainBytes, Optional<Hold> hold) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("backupId", backupId);
      json.put("proof", proof);
      json.put("snapshotAt", snapshotAt == null ? null : snapshotAt.toString());
      json.put("plainBytes", plainBytes);
      json.put("hold", hold.map(RepoList::json).orElse(null));
      return json;
    }
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    List<Found> found = new ArrayList<>();
    for (BackupId id : repository.list()) {
      if (source == null || source.equals(id.sourceId())) {
        found.add(look(repository, id));
      }
    }
    return json ? printJson(found.stream().map(Found::json).toList()) : print(found);
  }

  /** One damaged backup must not hide the others. */
  private Found look(BackupRepository repository, BackupId id) throws IOException {
    Optional<Hold> hold = repository.holdOf(id);
    try {
      Manifest manifest = repository.manifest(id);
      Optional<VerificationMark> mark = repository.verification(id);
      return new Found(
          id.toString(),
          mark.map(RepoList::proof).orElse("UNVERIFIED"),
          manifest.facts().snapshotAt(),
          manifest.plainBytes(),
          hold);
    } catch (RepositoryException.Damaged e) {
      err().println("salva: " + Cells.line(e.getMessage()));
      return new Found(id.toString(), "DAMAGED", null, 0, hold);
    }
  }

  static String proof(VerificationMark mark) {
    return mark.quarantined() ? "QUARANTINED" : mark.outcome().name();
  }

  /** Of a hold that cannot be read only that is said. */
  static Map<String, Object> json(Hold hold) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (hold) {
      case Hold.Placed placed -> {
        json.put("by", placed.by());
        json.put("reason", placed.reason());
        json.put("since", placed.since().toString());
      }
      case Hold.Unreadable lost -> json.put("unreadable", lost.why());
    }
    return json;
  }

  private int print(List<Found> found) {
    Table table =
        new Table(
            Column.text("BACKUP"),
            Column.state("PROOF"),
            Column.text("STATE OF"),
            Column.number("SIZE"),
            Column.prose("HELD"));
    for (Found each : found) {
      table.row(
          each.backupId(),
          each.proof(),
          each.snapshotAt() == null ? "-" : Cells.time(each.snapshotAt()),
          Cells.bytes(each.plainBytes()),
          each.hold().map(hold -> Cells.line(hold.text())).orElse("-"));
    }
    table.print(out(), terminal(), "no backups");
    return ExitCode.DONE;
  }
}
