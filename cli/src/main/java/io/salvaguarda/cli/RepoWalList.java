package io.salvaguarda.cli;

import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Gap;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import io.salvaguarda.repository.wal.WalContinuity.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "What is there of a source's WAL without a gap, by timeline, and what is missing between.",
      "Exit 1 when something is missing."
    },
    footer = {
      "",
      "Examples:",
      "  salva repo wal list shop --config salvaguarda.yaml",
      "  salva repo wal list shop --directory /mnt/backups --files"
    })
final class RepoWalList extends WalCommand {
  @Option(names = "--files", description = "every file instead")
  boolean files;

  @Override
  int run(WalArchive archive, String systemId) throws IOException {
    List<ListedWal> found = archive.list(systemId);
    if (files) {
      return listFiles(found);
    }
    WalContinuity wal = archive.continuity(systemId, segmentBytes(archive, found));
    boolean whole = wal.timelines().stream().allMatch(each -> wal.gaps(each.id()).isEmpty());
    if (json) {
      printJson(json(wal));
    } else {
      print(wal);
    }
    return whole ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int listFiles(List<ListedWal> found) throws IOException {
    if (json) {
      return printJson(found.stream().map(RepoWalList::json).toList());
    }
    Table table = new Table(Column.text("FILE"), Column.text("ARRIVED"), Column.text("STORED"));
    for (ListedWal each : found) {
      table.row(
          each.file().name(),
          each.partial() ? Cells.bytes(each.arrivedBytes().getAsInt()) : "whole",
          Cells.time(each.storedAt()));
    }
    table.print(out(), terminal(), "no files");
    return ExitCode.DONE;
  }

  private static Map<String, Object> json(ListedWal listed) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", listed.file().name());
    json.put("partial", listed.partial());
    json.put("storedAt", listed.storedAt().toString());
    return json;
  }

  private void print(WalContinuity wal) {
    out().println("cluster " + wal.systemId());
    Table table =
        new Table(
            Column.number("TIMELINE"),
            Column.text("FROM"),
            Column.text("TO"),
            Column.text("LAST SEGMENT"),
            Column.text("STORED"));
    for (Timeline timeline : wal.timelines()) {
      for (Span span : timeline.spans()) {
        table.row(
            Integer.toUnsignedString(timeline.id()),
            lsn(span.from()),
            lsn(span.to()),
            span.last(),
            Cells.time(span.lastStoredAt()));
      }
    }
    table.print(out(), terminal(), "no segments");
    for (Timeline timeline : wal.timelines()) {
      for (Gap gap : wal.gaps(timeline.id())) {
        out().printf("MISSING %s to %s%n", gap.first(), gap.last());
      }
    }
  }

  private static Map<String, Object> json(WalContinuity wal) {
    List<Map<String, Object>> spans = new ArrayList<>();
    List<Map<String, Object>> gaps = new ArrayList<>();
    for (Timeline timeline : wal.timelines()) {
      timeline.spans().forEach(span -> spans.add(json(timeline, span)));
      wal.gaps(timeline.id())
          .forEach(gap -> gaps.add(Map.of("firstSegment", gap.first(), "lastSegment", gap.last())));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("systemId", wal.systemId());
    json.put("walSegmentBytes", wal.segments().bytes());
    json.put("spans", spans);
    json.put("gaps", gaps);
    return json;
  }

  private static Map<String, Object> json(Timeline timeline, Span span) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("timeline", Integer.toUnsignedLong(timeline.id()));
    json.put("from", lsn(span.from()));
    json.put("to", lsn(span.to()));
    json.put("firstSegment", span.first());
    json.put("lastSegment", span.last());
    json.put("lastStoredAt", span.lastStoredAt().toString());
    return json;
  }

  private static String lsn(long position) {
    return "%X/%X".formatted(position >>> 32, position & 0xffff_ffffL);
  }
}
