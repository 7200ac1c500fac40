package io.salvaguarda.backup.run;

/**
 * How far a backup has come.
 *
 * @param plainBytes read from the source
 * @param storedBytes added to the repository
 * @param newChunks at least so many chunks were added; exact once a stream has ended
 * @param estimatedBytes the database's size on disk, indexes included: a dump is usually smaller; 0
 *     when unknown
 * @param bytesPerSecond read, over the last seconds
 */
public record BackupProgress(
    Phase phase,
    long plainBytes,
    long storedBytes,
    long chunks,
    long newChunks,
    long estimatedBytes,
    long bytesPerSecond,
    long elapsedMillis) {}
