/**
 * A cluster's physical backup made a data directory again: extracted, verified by PostgreSQL's own
 * programs, recovered to a target, and started for a look at it. Knows no repository and no wire:
 * archives come as streams, WAL by a {@code restore_command}.
 */
package io.salvaguarda.postgres.physical;
