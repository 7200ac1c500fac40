package io.salvaguarda.backup.catalog.adapter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.salvaguarda.events.BackupKind;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why nothing of a source is deleted at present, as REST shows it. */
@Schema(name = "RetentionHold")
public record HoldView(
    @JsonIgnore String sourceId,
    BackupKind kind,
    @Schema(description = "the first backup that was far smaller than usual") String backupId,
    long dumpBytes,
    long usualBytes,
    Instant since) {

  static HoldView of(HoldRow row) {
    return new HoldView(
        row.id.sourceId(), row.id.kind(), row.backupId, row.dumpBytes, row.usualBytes, row.since);
  }
}
