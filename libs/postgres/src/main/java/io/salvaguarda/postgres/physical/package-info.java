/**
 * Whole clusters: what a physical backup is about, its folder made again, its server started. Plain
 * Java; what comes over the replication protocol is read in {@code replication}.
 */
package io.salvaguarda.postgres.physical;
