package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How full a volume that the suite writes to is; told a few times a day, for forecasts.
 *
 * @param sourceId always "storage": the volume belongs to no source
 * @param service the service that measured it
 * @param volume the folder that was measured
 * @param freeBytes bytes left for the service
 * @param totalBytes the volume's size in bytes
 * @param observedAt when it was measured
 */
@EventType("io.salvaguarda.storage.measured.v1")
public record StorageMeasured(
    String sourceId,
    String service,
    String volume,
    long freeBytes,
    long totalBytes,
    Instant observedAt)
    implements StorageEvent {
  public StorageMeasured {
    SourceIds.require(sourceId);
    requireNonNull(service, "service");
    requireNonNull(volume, "volume");
    requireNonNull(observedAt, "observedAt");
  }
}
