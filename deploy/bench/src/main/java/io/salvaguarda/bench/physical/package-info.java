/**
 * Whole clusters: backup, restore and archiving of write-ahead log, beside the tools that users
 * have today. Prepares the source and runs those tools; what is measured of the suite goes by REST.
 */
package io.salvaguarda.bench.physical;
