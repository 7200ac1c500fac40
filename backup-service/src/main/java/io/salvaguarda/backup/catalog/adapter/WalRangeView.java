package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.WalRange;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A physical backup's place in its cluster's log, as REST shows it. */
@Schema(name = "WalRange")
record WalRangeView(
    @Schema(description = "the cluster's identifier", examples = "7412345678901234567")
        String systemId,
    int timeline,
    @Schema(description = "where replay begins", examples = "0/2000028") String startLsn,
    @Schema(description = "where the cluster is consistent", examples = "0/2000100")
        String stopLsn) {

  static WalRangeView of(WalRange range) {
    return range == null
        ? null
        : new WalRangeView(range.systemId(), range.timeline(), range.startLsn(), range.stopLsn());
  }
}
