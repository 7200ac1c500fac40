package io.salvaguarda.repository;

/**
 * What storing one stream came to.
 *
 * @param plainBytes bytes read
 * @param storedBytes size of all distinct chunk objects that the stream consists of
 * @param newBytes size of those that had to be stored
 * @param chunks number of chunks, repetitions counted
 * @param newChunks number of chunk objects that had to be stored
 */
public record StreamSummary(
    String name, long plainBytes, long storedBytes, long newBytes, long chunks, long newChunks) {}
