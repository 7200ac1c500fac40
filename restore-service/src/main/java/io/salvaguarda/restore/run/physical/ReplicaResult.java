package io.salvaguarda.restore.run.physical;

/**
 * The replica that a restored cluster has.
 *
 * @param targetDirectory a cluster that was stopped cleanly, with all that its primary has
 * @param port of it
 * @param role by which it logs in to its primary; its slot there has the same name
 * @param passwordFile where that role's password is
 * @param lagMillis from a commit on the primary until it was seen on the replica
 */
public record ReplicaResult(
    String targetDirectory, int port, String role, String passwordFile, long lagMillis) {}
