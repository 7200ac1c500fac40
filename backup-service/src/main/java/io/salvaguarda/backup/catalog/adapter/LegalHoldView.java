package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.LegalHold;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a backup is not deleted, as REST shows it. */
@Schema(name = "LegalHold")
record LegalHoldView(
    @Schema(description = "who holds it: the name of an API token") String by,
    String reason,
    Instant since) {

  /** Null stays null. */
  static LegalHoldView of(LegalHold hold) {
    return hold == null ? null : new LegalHoldView(hold.by(), hold.reason(), hold.since());
  }
}
