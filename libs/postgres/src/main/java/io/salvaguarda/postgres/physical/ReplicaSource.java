package io.salvaguarda.postgres.physical;

/**
 * Where a replica of ours has its WAL from: the archive up to where its primary's timeline begins,
 * then the primary.
 *
 * @param timeline the primary's
 */
record ReplicaSource(
    String restoreCommand, int timeline, ReplicaLogin login, String primaryHost, int primaryPort) {

  String conninfo() {
    return login.conninfo(primaryHost, primaryPort);
  }
}
