package io.salvaguarda.backup.prune.adapter;

/** What a prune job is about. */
record PrunePayload(String repository, boolean dryRun) {}
