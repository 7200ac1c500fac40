package io.salvaguarda.restore.run;

/** How far a restore is; bytes of the dump. */
public record RestoreProgress(Phase phase, long doneBytes, long totalBytes, long elapsedMillis) {}
