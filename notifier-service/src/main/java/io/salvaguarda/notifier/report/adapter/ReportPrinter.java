package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.config.Language;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.adapter.HistoryCsv;
import io.salvaguarda.notifier.history.adapter.HistoryRows;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.report.Audience;
import io.salvaguarda.notifier.report.Head;
import io.salvaguarda.notifier.report.Period;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.page.Layout;
import io.salvaguarda.notifier.report.page.Page;
import io.salvaguarda.notifier.report.page.PageWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports as files, in the language of their team; on a thread that may block. */
@ApplicationScoped
public class ReportPrinter {

  private final SuiteConfig config;
  private final Transactions transactions;
  private final ReportRows reports;
  private final HistoryRows history;
  private final PageWriter pages = new PageWriter();

  ReportPrinter(
      SuiteConfig config, Transactions transactions, ReportRows reports, HistoryRows history) {
    this.config = config;
    this.transactions = transactions;
    this.reports = reports;
    this.history = history;
  }

  /**
   * What a mail carries.
   *
   * @throws IllegalStateException when the report is not there
   */
  public ReportFiles print(Notice.Report notice) {
    Report report =
        Optional.ofNullable(transactions.await(session -> reports.find(session, notice.reportId())))
            .orElseThrow(() -> new IllegalStateException("no report " + notice.reportId()));
    Page page = page(report);
    return new ReportFiles(
        page,
        List.of(
            new ReportFiles.File(name(report) + ".pdf", "application/pdf", Layout.pdf(page)),
            new ReportFiles.File(
                name(report) + ".csv",
                "text/csv; charset=utf-8",
                csv(report).getBytes(StandardCharsets.UTF_8))));
  }

  Page page(Report report) {
    Team team = config.teams().get(report.head().team());
    return pages.write(report, team == null ? Language.ENGLISH : team.language());
  }

  /** The history that the report's plots show. */
  String csv(Report report) {
    Head head = report.head();
    Period trend =
        new Period(
            Period.trend(report.kind(), head.period().to(), head.zone()).getFirst().from(),
            head.period().to());
    List<Entry> entries =
        transactions.await(
            session ->
                history.read(
                    session,
                    HistoryRows.Wanted.between(trend.from(), trend.to()),
                    HistoryRows.MOST));
    Set<String> sources =
        config.teams().containsKey(head.team())
            ? Audience.of(config, head.team()).sources().keySet()
            : Set.of();
    return HistoryCsv.of(
        entries.stream()
            .filter(each -> head.whole() || sources.contains(each.sourceId()))
            .filter(each -> concerns(report.kind(), each))
            .toList());
  }

  private static boolean concerns(ReportKind kind, Entry entry) {
    return switch (entry.kind()) {
      case BACKUP, VERIFICATION, PRUNE, COPY -> kind == ReportKind.VERIFICATION;
      case DRILL, WINDOW, RESTORE -> kind == ReportKind.DRILLS;
    };
  }

  static String name(Report report) {
    Head head = report.head();
    return "salvaguarda-%s-%s-%s"
        .formatted(
            report.kind().key(), head.team(), LocalDate.ofInstant(head.period().to(), head.zone()));
  }
}
