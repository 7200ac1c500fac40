package io.salvaguarda.postgres.replication;

/**
 * Which cluster a server runs and where it is.
 *
 * @param systemId decimal, given by initdb; all copies of a cluster share it
 * @param timeline the one that the server writes or replays
 * @param position what is flushed to its disk
 */
public record SystemIdentity(String systemId, int timeline, Lsn position) {}
