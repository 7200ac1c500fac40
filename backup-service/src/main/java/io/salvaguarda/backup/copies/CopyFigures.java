package io.salvaguarda.backup.copies;

/**
 * What copying did.
 *
 * @param backups copied
 * @param alreadyThere backups that the copy had before
 * @param leftOut quarantined, or deleted meanwhile
 */
public record CopyFigures(
    int backups, int alreadyThere, int leftOut, long newChunks, long newBytes) {}
