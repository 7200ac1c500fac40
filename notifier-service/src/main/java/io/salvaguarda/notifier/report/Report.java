package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.notice.ReportKind;
import java.util.List;

/** What a report says, in no language yet; kept as it was when it was made. */
public sealed interface Report {

  Head head();

  ReportKind kind();

  /** How many sources it tells of. */
  int sources();

  /** The sources with which somebody must do something. */
  List<String> loud();

  /**
   * Backups and their proofs.
   *
   * @param states the loud ones first
   * @param sizes bytes read from each source
   * @param durations seconds that each backup took
   * @param storage what repositories and volumes hold; only in a whole report
   */
  record Verification(
      Head head,
      List<SourceState> states,
      List<Rate> rates,
      List<Series> sizes,
      List<Series> durations,
      List<StorageOutlook> storage)
      implements Report {

    @Override
    public ReportKind kind() {
      return ReportKind.VERIFICATION;
    }

    @Override
    public int sources() {
      return states.size();
    }

    @Override
    public List<String> loud() {
      return states.stream().filter(SourceState::loud).map(SourceState::sourceId).toList();
    }
  }

  /**
   * Practised restores.
   *
   * @param states the loud ones first
   * @param recoveries seconds until a restored database answered
   * @param losses seconds whose data would have been lost at most
   */
  record Drills(
      Head head,
      List<DrillState> states,
      List<Rate> rates,
      List<Series> recoveries,
      List<Series> losses)
      implements Report {

    @Override
    public ReportKind kind() {
      return ReportKind.DRILLS;
    }

    @Override
    public int sources() {
      return (int) states.stream().map(DrillState::sourceId).distinct().count();
    }

    @Override
    public List<String> loud() {
      return states.stream().filter(DrillState::loud).map(DrillState::sourceId).distinct().toList();
    }
  }
}
