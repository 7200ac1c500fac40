package io.salvaguarda.e2e;

import io.salvaguarda.postgres.tools.PgTools;

/** A source of the suite's, and what of it can be recovered. */
final class ProtectedCluster {
  /** How the log gets into the repository. */
  enum Way {
    STREAM,
    PUSH
  }

  /** Rows for which a backup's end is in the past for sure, that of their named point too. */
  private static final int ROWS_BETWEEN = 50;

  private static final int ROWS_BEHIND = 10;

  private final String id;
  private final PgTools tools;
  private final Way way;
  private final WrittenCluster cluster;
  private String backup;
  private int first;

  ProtectedCluster(String id, PgTools tools, Way way, WrittenCluster cluster) {
    this.id = id;
    this.tools = tools;
    this.way = way;
    this.cluster = cluster;
  }

  /** From now on it can be recovered. */
  void backedUp(String backupId) {
    backup = backupId;
    first = cluster.rows() + ROWS_BETWEEN;
  }

  /** Whether its next backup may hold changes only. */
  boolean summarizes() {
    return WrittenCluster.summarizes(tools);
  }

  String id() {
    return id;
  }

  PgTools tools() {
    return tools;
  }

  Way way() {
    return way;
  }

  WrittenCluster cluster() {
    return cluster;
  }

  String backup() {
    return backup;
  }

  /** The first row whose place can be recovered. */
  int first() {
    return first;
  }

  /** Not the last one: that it was reached shows only by what comes after it. */
  int last() {
    return cluster.rows() - ROWS_BEHIND;
  }
}
