package io.salvaguarda.notifier.report.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.report.Audience;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reports: those that were sent, and new ones at any time. */
@Path("/reports")
public class ReportResource {

  /**
   * What to send.
   *
   * @param report verification or drills
   * @param team for whom; everyone when it is left out
   */
  record SendRequest(String report, String team) {}

  private final SuiteConfig config;
  private final Transactions transactions;
  private final JobStore jobs;
  private final ReportRows rows;
  private final ReportMaker maker;
  private final ReportPapers papers;
  private final SecurityIdentity caller;

  ReportResource(
      SuiteConfig config,
      Transactions transactions,
      JobStore jobs,
      ReportRows rows,
      ReportMaker maker,
      ReportPapers papers,
      SecurityIdentity caller) {
    this.config = config;
    this.transactions = transactions;
    this.jobs = jobs;
    this.rows = rows;
    this.maker = maker;
    this.papers = papers;
    this.caller = caller;
  }

  /** Those that were made, the newest first. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<ReportView>> list(@QueryParam("limit") String limit) {
    int most = Query.limit(limit, 50);
    return transactions.run(
        session ->
            rows.newest(session, most).map(found -> found.stream().map(ReportView::of).toList()));
  }

  /** Makes and sends one now, up to now. Answers at once; the job shows how it goes. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Uni<Response> send(
      SendRequest request, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
    ReportKind kind = kind(request == null ? null : request.report());
    String team = request.team() == null ? null : known(request.team());
    String by = caller.getPrincipal().getName();
    ReportPayload payload = new ReportPayload(kind, team, Instant.now());
    return transactions
        .run(
            session ->
                jobs.enqueue(
                    session, ReportWishes.of(payload, by, IdempotencyKey.of(by, idempotencyKey))))
        .map(ReportResource::answer);
  }

  /** One that was made, as it was sent, in the form that is asked for. */
  @GET
  @Path("/{id}")
  @Produces({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, "application/pdf", "text/csv"})
  @RolesAllowed("viewer")
  @RunOnVirtualThread
  public Response get(@PathParam("id") UUID id, @HeaderParam("Accept") String accept) {
    Report report = transactions.await(session -> rows.find(session, id));
    if (report == null) {
      throw HttpProblem.valueOf(Response.Status.NOT_FOUND, "no report " + id);
    }
    return papers.answer(report, accept);
  }

  /** What would be sent now, without sending it; of everything unless a team is named. */
  @GET
  @Path("/now/{kind}")
  @Produces({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, "application/pdf", "text/csv"})
  @RolesAllowed("viewer")
  @RunOnVirtualThread
  public Response now(
      @PathParam("kind") String kind,
      @QueryParam("team") String team,
      @HeaderParam("Accept") String accept) {
    String whose = team == null || team.isBlank() ? config.defaultTeam() : known(team);
    List<Report> made = maker.make(kind(kind), Instant.now(), List.of(Audience.of(config, whose)));
    return papers.answer(made.getFirst(), accept);
  }

  private String known(String team) {
    if (!config.teams().containsKey(team)) {
      throw Query.wrong("team", team, "a team of salvaguarda.yaml");
    }
    return team;
  }

  private static ReportKind kind(String text) {
    return Query.oneOf("report", text, ReportKind.class)
        .orElseThrow(() -> Query.wrong("report", String.valueOf(text), "verification or drills"));
  }

  private static Response answer(Enqueued enqueued) {
    return switch (enqueued) {
      case Enqueued.Created created -> accepted(created.jobId());
      case Enqueued.Repeated repeated -> accepted(repeated.jobId());
      case Enqueued.AlreadyActive active ->
          throw JobConflict.with(active.jobId(), "The same report is being made");
    };
  }

  private static Response accepted(UUID jobId) {
    return Response.accepted(Map.of("jobId", jobId)).build();
  }
}
