package io.salvaguarda.notifier.report.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.notifier.delivery.adapter.DeliveryQueue;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.report.Audience;
import io.salvaguarda.notifier.report.Head;
import io.salvaguarda.notifier.report.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Makes reports and queues them for the mail channels of their teams, all together or none. */
@ApplicationScoped
class ReportJob implements JobHandler<ReportPayload> {

  private static final Logger LOG = Logger.getLogger(ReportJob.class);

  /** What became of the job, for who waits for it. */
  record Made(List<MadeReport> reports) {}

  /**
   * One report.
   *
   * @param channels where it goes; none when the team has no mail channel
   */
  record MadeReport(UUID reportId, String team, int sources, int loud, List<String> channels) {}

  private final SuiteConfig config;
  private final ReportMaker maker;
  private final ReportRows rows;
  private final DeliveryQueue queue;
  private final MeterRegistry meters;

  ReportJob(
      SuiteConfig config,
      ReportMaker maker,
      ReportRows rows,
      DeliveryQueue queue,
      MeterRegistry meters) {
    this.config = config;
    this.maker = maker;
    this.rows = rows;
    this.queue = queue;
    this.meters = meters;
  }

  @Override
  public String kind() {
    return ReportWishes.KIND;
  }

  @Override
  public Class<ReportPayload> payloadType() {
    return ReportPayload.class;
  }

  @Override
  public JobResult run(JobContext<ReportPayload> context) {
    ReportPayload wish = context.payload();
    List<Audience> audiences =
        wish.team() == null ? Audience.all(config) : List.of(Audience.of(config, wish.team()));
    List<Report> reports = maker.make(wish.report(), wish.to(), audiences);
    context.throwIfStopped();
    return new JobResult.Done(
        new Made(reports.stream().map(this::made).toList()),
        Consequence.NONE.with(session -> send(session, reports)));
  }

  private Uni<Void> send(Mutiny.Session session, List<Report> reports) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Report report : reports) {
      all =
          all.chain(() -> rows.keep(session, report))
              .chain(() -> queue.put(session, notice(report), channels(report.head().team())));
    }
    return all.invoke(() -> reports.forEach(this::tell));
  }

  private void tell(Report report) {
    List<String> channels = channels(report.head().team());
    meters.counter("salvaguarda.reports.made", "report", report.kind().key()).increment();
    LOG.infof(
        "event=report.made report=%s kind=%s team=%s sources=%d loud=%d channels=%s",
        report.head().id(),
        report.kind().key(),
        report.head().team(),
        report.sources(),
        report.loud().size(),
        channels);
    if (channels.isEmpty()) {
      LOG.warnf("event=report.no_mail_channel team=%s", report.head().team());
    }
  }

  private MadeReport made(Report report) {
    Head head = report.head();
    return new MadeReport(
        head.id(), head.team(), report.sources(), report.loud().size(), channels(head.team()));
  }

  private static Notice.Report notice(Report report) {
    Head head = report.head();
    return new Notice.Report(
        head.id(),
        head.team(),
        report.kind(),
        head.period().from(),
        head.period().to(),
        head.madeAt(),
        report.sources(),
        report.loud());
  }

  /** Plots and files are for mails; other channels wake people. */
  private List<String> channels(String team) {
    Team known = config.teams().get(team);
    return known == null
        ? List.of()
        : known.channels().stream()
            .filter(name -> config.channels().get(name) instanceof MailChannel)
            .toList();
  }

  @Override
  public Consequence onFailure(Job job, ReportPayload wish, Failure failure, boolean willRetry) {
    LOG.warnf(
        "event=report.%s job=%s report=%s attempt=%d message=\"%s\"",
        willRetry ? "attempt_failed" : "failed",
        job.id(),
        wish.report().key(),
        job.attempt(),
        failure.message());
    if (!willRetry) {
      meters.counter("salvaguarda.reports.failed", "report", wish.report().key()).increment();
    }
    return Consequence.NONE;
  }

  @Override
  public Consequence onCancel(Job job, ReportPayload wish, String cancelledBy) {
    LOG.infof("event=report.cancelled job=%s by=%s", job.id(), cancelledBy);
    return Consequence.NONE;
  }
}
