package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.adapter.HistoryRows;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import io.salvaguarda.notifier.report.Audience;
import io.salvaguarda.notifier.report.Head;
import io.salvaguarda.notifier.report.Period;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.Reporter;
import io.salvaguarda.notifier.report.StorageOutlook;
import io.salvaguarda.notifier.verified.VerifiedBackups;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up what is known and has reports made of it; on a thread that may block. */
@ApplicationScoped
class ReportMaker {

  private final SuiteConfig config;
  private final Transactions transactions;
  private final HistoryRows history;
  private final VerifiedBackups verified;
  private final StorageBooks storage;
  private final Instance instance;

  ReportMaker(
      SuiteConfig config,
      Transactions transactions,
      HistoryRows history,
      VerifiedBackups verified,
      StorageBooks storage,
      Instance instance) {
    this.config = config;
    this.transactions = transactions;
    this.history = history;
    this.verified = verified;
    this.storage = storage;
    this.instance = instance;
  }

  /** One report for each audience, in their order. */
  List<Report> make(ReportKind kind, Instant to, List<Audience> audiences) {
    ZoneId zone = config.reports().timezone();
    Instant since = Period.trend(kind, to, zone).getFirst().from();
    List<Entry> entries =
        transactions.await(
            session -> history.read(session, wanted(kind, since, to), HistoryRows.MOST));
    Map<String, VerifiedBackup> proven = transactions.await(verified::newestOfEach);
    Instant now = Instant.now();
    return audiences.stream()
        .map(
            audience -> {
              Head head =
                  new Head(
                      instance.newId(),
                      audience.team(),
                      audience.whole(),
                      Period.of(kind, to, zone),
                      zone,
                      now);
              return make(kind, head, audience, entries, proven);
            })
        .toList();
  }

  private Report make(
      ReportKind kind,
      Head head,
      Audience audience,
      List<Entry> entries,
      Map<String, VerifiedBackup> proven) {
    return switch (kind) {
      case VERIFICATION -> {
        List<StorageOutlook> places =
            audience.whole() ? storage.outlooks(entries, head.madeAt()) : List.of();
        yield Reporter.verification(
            head, new Reporter.Known(audience.sources(), entries, proven, places));
      }
      case DRILLS ->
          Reporter.drills(head, new Reporter.Known(audience.sources(), entries, proven, List.of()));
    };
  }

  private static HistoryRows.Wanted wanted(ReportKind kind, Instant from, Instant to) {
    return switch (kind) {
      case VERIFICATION -> HistoryRows.Wanted.between(from, to);
      case DRILLS ->
          new HistoryRows.Wanted(from, to, Optional.empty(), Optional.of(EntryKind.DRILL));
    };
  }
}
