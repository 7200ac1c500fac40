/**
 * A source's write-ahead log on its way into the repository: pushed by the server a segment at a
 * time, or streamed as it is written; and whether it arrives without a gap. REST, leases and rows
 * are in {@code adapter}.
 */
package io.salvaguarda.backup.wal;
