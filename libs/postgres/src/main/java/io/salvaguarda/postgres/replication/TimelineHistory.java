package io.salvaguarda.postgres.replication;

/**
 * How a timeline came about, as the server keeps it. Timeline 1 has none.
 *
 * @param fileName {@code 00000002.history}
 * @param bytes the file as it is
 */
public record TimelineHistory(int timeline, String fileName, byte[] bytes) {}
