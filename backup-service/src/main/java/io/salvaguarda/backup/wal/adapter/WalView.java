package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.WalStanding;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.WalTrouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A source's log as REST shows it. */
@Schema(name = "Wal")
record WalView(
    String source,
    @Schema(description = "none, stream or push", examples = "stream") String mode,
    String repository,
    @Schema(description = "the instance that follows it, or did so last") String followedBy,
    @Schema(description = "when it was last looked at; null: never") Instant measuredAt,
    List<Trouble> troubles,
    @Schema(description = "how it stood then; what is not known is null") WalStanding standing) {

  /** What is wrong now. */
  @Schema(name = "WalTroubleNow")
  record Trouble(WalTrouble trouble, Instant since) {}

  /**
   * @param noted null when nobody ever followed it
   */
  static WalView of(PostgresSource source, WalRows.Noted noted, Map<WalTrouble, Instant> troubles) {
    return new WalView(
        source.id(),
        source.wal().word(),
        source.repository(),
        noted == null ? null : noted.owner(),
        noted == null ? null : noted.measuredAt(),
        troubles.entrySet().stream()
            .map(each -> new Trouble(each.getKey(), each.getValue()))
            .toList(),
        noted == null ? null : noted.standing());
  }
}
