package io.salvaguarda.repository.store;

/**
 * An object without its bytes.
 *
 * @param size in bytes
 */
public record ObjectStat(String key, long size) {}
