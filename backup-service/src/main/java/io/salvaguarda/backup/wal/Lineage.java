package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.TimelineHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The timelines that led to a server's present one, oldest first.
 *
 * @param branches the last is the present one and has no end
 */
record Lineage(List<Branch> branches) {

  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d+)\\s+([0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8})\\b.*");

  /**
   * @param leftAt where the next timeline began
   */
  record Branch(int timeline, Optional<Lsn> leftAt) {}

  Lineage {
    branches = List.copyOf(branches);
  }

  /** Of a server that never left its timeline. */
  static Lineage of(int timeline) {
    return new Lineage(List.of(new Branch(timeline, Optional.empty())));
  }

  static Lineage of(TimelineHistory history) {
    List<Branch> branches = new ArrayList<>();
    for (String line : new String(history.bytes(), StandardCharsets.UTF_8).split("\n")) {
      Matcher left = LINE.matcher(line);
      if (left.matches()) {
        branches.add(
            new Branch(Integer.parseInt(left.group(1)), Optional.of(Lsn.parse(left.group(2)))));
      }
    }
    branches.add(new Branch(history.timeline(), Optional.empty()));
    return new Lineage(branches);
  }

  /** On which timeline the byte at the position was written. */
  int timelineOf(Lsn position) {
    return branches.stream()
        .filter(branch -> branch.leftAt().map(position::isBefore).orElse(true))
        .findFirst()
        .orElseThrow()
        .timeline();
  }
}
