package io.salvaguarda.restore.run.physical;

/**
 * A replica that is to stream from the restored cluster, on the same machine.
 *
 * @param directory a folder that is empty or not there
 * @param port that it gets
 */
public record ReplicaOrder(String directory, int port) {}
