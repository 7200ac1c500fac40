/** The store that keeps objects as files below one directory. Knows nothing of backups. */
package io.salvaguarda.repository.store.directory;
