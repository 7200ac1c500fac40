package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * There is enough space again where it was running out.
 *
 * @param sourceId always "storage": the volume belongs to no source
 * @param service the service that saw it
 * @param volume the folder that was measured, or the quota of a repository
 * @param disk which disk it is on, the same for every folder and service that is on it; opaque
 * @param freeBytes bytes left for the service
 * @param totalBytes the volume's size in bytes
 * @param observedAt when it was measured
 */
@EventType("io.salvaguarda.storage.recovered.v1")
public record StorageRecovered(
    String sourceId,
    String service,
    String volume,
    @OptionalField String disk,
    long freeBytes,
    long totalBytes,
    Instant observedAt)
    implements StorageEvent {
  public StorageRecovered {
    SourceIds.require(sourceId);
    requireNonNull(service, "service");
    requireNonNull(volume, "volume");
    requireNonNull(observedAt, "observedAt");
  }
}
