package io.salvaguarda.repository.store;

import java.time.Instant;

/**
 * An object without its bytes.
 *
 * @param size in bytes
 * @param modified when it was last put, by the store's own clock and in whole seconds, since that
 *     is all that some requests to some stores tell
 */
public record ObjectStat(String key, long size, Instant modified) {}
