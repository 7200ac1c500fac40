package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A volume that the suite writes to is running out of space.
 *
 * @param sourceId always "storage": the volume belongs to no source
 * @param service the service that saw it
 * @param volume the folder that was measured
 * @param disk which disk it is on, the same for every folder and service that is on it; opaque
 * @param freeBytes bytes left for the service
 * @param totalBytes the volume's size in bytes
 * @param threshold which mark was passed
 * @param observedAt when it was measured
 */
@EventType("io.salvaguarda.storage.low.v1")
public record StorageLow(
    String sourceId,
    String service,
    String volume,
    @OptionalField String disk,
    long freeBytes,
    long totalBytes,
    StorageThreshold threshold,
    Instant observedAt)
    implements StorageEvent {
  public StorageLow {
    SourceIds.require(sourceId);
    requireNonNull(service, "service");
    requireNonNull(volume, "volume");
    requireNonNull(threshold, "threshold");
    requireNonNull(observedAt, "observedAt");
  }
}
