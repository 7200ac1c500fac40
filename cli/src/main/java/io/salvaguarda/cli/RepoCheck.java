package io.salvaguarda.cli;

import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.ChunkFault;
import io.salvaguarda.repository.HeldBackup;
import io.salvaguarda.repository.ReadData;
import io.salvaguarda.repository.RepositoryReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Check the whole repository: every manifest and every document of archived WAL is authentic, and",
      "every chunk that one names is in the store. With --read-data chunks are also read and proven to the last byte, each once however",
      "many backups share it. Exit 1 when a backup cannot be had back, 5 when the store did not let us",
      "finish. This proves bytes; that a backup can be restored is proven by verifications."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo check --config salvaguarda.yaml",
      "  salva repo check --directory /mnt/backups --read-data",
      "  salva repo check --read-data=1/7        # on Mondays; 2/7 on Tuesdays: all of it in a week"
    })
final class RepoCheck extends RepositoryCommand {
  private static final int SHOWN = 20;

  @Option(
      names = "--read-data",
      arity = "0..1",
      fallbackValue = "1/1",
      paramLabel = "N/M",
      description = "read chunks: all, or those of the Nth of M parts")
  String readData;

  private ReadData parts = ReadData.NONE;

  @Override
  void prepare() {
    if (readData != null) {
      try {
        parts = ReadData.parse(readData);
      } catch (IllegalArgumentException e) {
        throw new CliFailure(
            ExitCode.USAGE,
            "--read-data: \"%s\" is no part of a whole; write it as in --read-data=1/7"
                .formatted(Cells.line(readData)));
      }
    }
  }

  @Override
  int run(BackupRepository repository) throws IOException {
    LiveLine line = new LiveLine(err(), terminal());
    RepositoryReport report;
    try {
      report =
          repository.check(
              parts, (plain, stored) -> line.show("read and proven: " + Cells.bytes(stored)));
    } finally {
      line.clear();
    }
    if (json) {
      printJson(json(repository, report));
    } else {
      print(report);
    }
    return report.sound() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(RepositoryReport report) {
    report
        .unreadable()
        .forEach(
            each ->
                out().printf("UNREADABLE %s: %s%n", each.manifestKey(), Cells.line(each.reason())));
    report.faults().stream()
        .limit(SHOWN)
        .forEach(
            fault ->
                out()
                    .printf(
                        "%s chunk %s: %s%n",
                        fault.kind(), fault.chunkId(), Cells.line(fault.detail())));
    if (report.faults().size() > SHOWN) {
      out().printf("... and %d more; --json names all%n", report.faults().size() - SHOWN);
    }
    report.affected().forEach(backup -> out().println("AFFECTED " + backup));
    report
        .affectedWal()
        .forEach(each -> out().printf("AFFECTED WAL %s %s%n", each.sourceId(), each.file()));
    report
        .held()
        .forEach(
            each -> out().println("HELD " + each.id() + ": " + Cells.line(each.hold().text())));
    out()
        .printf(
            "%s: %d backups, %,d WAL files, %,d chunks; read and proven %,d chunks, %s; unneeded %,d chunks%n",
            report.sound() ? "sound" : "NOT SOUND",
            report.backups(),
            report.walFiles(),
            report.chunks(),
            report.readChunks(),
            Cells.bytes(report.readBytes()),
            report.orphaned().size());
  }

  private static Map<String, Object> json(BackupRepository repository, RepositoryReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("repositoryId", repository.id().toString());
    json.put("sound", report.sound());
    json.put("backups", report.backups());
    json.put("walFiles", report.walFiles());
    json.put("chunks", report.chunks());
    json.put("readChunks", report.readChunks());
    json.put("readBytes", report.readBytes());
    json.put("orphanedChunks", report.orphaned().size());
    json.put("unreadable", report.unreadable());
    json.put("faults", report.faults().stream().map(RepoCheck::json).toList());
    json.put("affected", report.affected().stream().map(Object::toString).toList());
    json.put(
        "affectedWal",
        report.affectedWal().stream()
            .map(each -> Map.of("source", each.sourceId(), "file", each.file().toString()))
            .toList());
    json.put("held", report.held().stream().map(RepoCheck::json).toList());
    return json;
  }

  private static Map<String, Object> json(HeldBackup held) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backupId", held.id().toString());
    json.putAll(RepoList.json(held.hold()));
    return json;
  }

  private static Map<String, Object> json(ChunkFault fault) {
    return Map.of(
        "chunkId", fault.chunkId().hex(), "kind", fault.kind().name(), "detail", fault.detail());
  }
}
