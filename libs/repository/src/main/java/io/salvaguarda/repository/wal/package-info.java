/**
 * What WAL files are called, and what follows from which of them are there: values and arithmetic
 * on names. Nothing here knows a store.
 */
package io.salvaguarda.repository.wal;
