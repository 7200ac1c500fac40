/** How many segments of WAL are archived a second. */
package io.salvaguarda.bench.wal;
