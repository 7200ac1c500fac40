/**
 * Backups in a repository: writing, listing, reading, checking and deleting them. Plain Java on an
 * {@link io.salvaguarda.repository.store.ObjectStore}; no framework, no database, no configuration.
 * The format is described in docs/repository-format.md; the repository and its key suffice to
 * restore.
 */
package io.salvaguarda.repository;
