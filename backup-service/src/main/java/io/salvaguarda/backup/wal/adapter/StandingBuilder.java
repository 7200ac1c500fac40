package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.backup.wal.Coverage;
import io.salvaguarda.backup.wal.WalStanding;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.Failure;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.ReplicationSlots.SlotState;
import io.salvaguarda.repository.wal.WalContinuity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what was seen of a log. */
final class StandingBuilder {

  private static final double MILLIS = 1000.0;

  private final WalMode mode;
  private boolean streaming;
  private String systemId;
  private Integer timeline;
  private Integer segmentBytes;
  private Lsn durable;
  private Lsn serverAt;
  private Duration lag;
  private WalStanding.Slot slot;
  private WalStanding.Window window;
  private final List<WalStanding.Gap> gaps = new ArrayList<>();
  private Failure failure;

  StandingBuilder(WalMode mode) {
    this.mode = mode;
  }

  void slot(String name, SlotState state, long limit) {
    slot =
        new WalStanding.Slot(
            name, state.active(), state.retainedBytes(), state.walStatus().name(), limit);
  }

  void archived(WalContinuity archived, Coverage coverage) {
    systemId = archived.systemId();
    segmentBytes = archived.segments().bytes();
    for (WalContinuity.Timeline each : archived.timelines()) {
      for (WalContinuity.Gap gap : archived.gaps(each.id())) {
        gaps.add(new WalStanding.Gap(each.id(), gap.first(), gap.last(), gap.to() - gap.from()));
      }
      if (!each.spans().isEmpty()) {
        timeline = each.id();
        durable = new Lsn(each.spans().getLast().to());
      }
    }
    window =
        coverage
            .window()
            .map(
                open ->
                    new WalStanding.Window(
                        open.timeline(),
                        open.from().toString(),
                        open.to().toString(),
                        open.fromTime(),
                        open.toTime()))
            .orElse(null);
  }

  void streaming(StreamProgress.Position position) {
    streaming = true;
    systemId = position.systemId();
    timeline = position.timeline();
    segmentBytes = position.segmentBytes();
    durable = position.durable();
  }

  void lag(Lsn server, Duration behind) {
    serverAt = server;
    lag = behind;
  }

  void failure(Failure why) {
    failure = why;
  }

  Optional<Lsn> durable() {
    return Optional.ofNullable(durable);
  }

  WalStanding build() {
    return new WalStanding(
        mode == WalMode.STREAM ? streaming : null,
        systemId,
        timeline,
        segmentBytes,
        text(durable),
        text(serverAt),
        durable == null || serverAt == null ? null : Math.max(0, serverAt.minus(durable)),
        lag == null ? null : lag.toMillis() / MILLIS,
        slot,
        window,
        gaps,
        failure);
  }

  private static String text(Lsn position) {
    return position == null ? null : position.toString();
  }
}
