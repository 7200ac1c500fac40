/**
 * Restoring a whole cluster into a new data directory and replaying WAL in it. Plain Java; jobs and
 * REST are in {@code run.adapter}.
 */
package io.salvaguarda.restore.run.physical;
