package io.salvaguarda.kit.jobs;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** The jobs of this service: how they go, and how to end one. */
@Path("/jobs")
public class JobResource {

  private final Transactions transactions;
  private final JobStore jobs;
  private final SecurityIdentity caller;

  JobResource(Transactions transactions, JobStore jobs, SecurityIdentity caller) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.caller = caller;
  }

  @GET
  @RolesAllowed("viewer")
  public Uni<List<JobView>> list(
      @QueryParam("kind") @DefaultValue("") String kind,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
    return transactions.run(
        session ->
            jobs.recent(session, kind, limit)
                .map(found -> found.stream().map(this::view).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<JobView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> found(jobs.find(session, id), id).map(this::view));
  }

  /** Answers at once; the job's state shows when it has ended. */
  @POST
  @Path("/{id}/cancel")
  @RolesAllowed("operator")
  public Uni<Response> cancel(@PathParam("id") UUID id) {
    String by = caller.getPrincipal().getName();
    return transactions.run(
        session ->
            found(jobs.find(session, id), id)
                .chain(() -> jobs.cancel(session, id, by))
                .map(
                    asked -> {
                      if (!asked) {
                        throw HttpProblem.valueOf(
                            Response.Status.CONFLICT, "job " + id + " has already ended");
                      }
                      return Response.accepted().build();
                    }));
  }

  private static Uni<Job> found(Uni<Job> job, UUID id) {
    return job.onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no job " + id));
  }

  private JobView view(Job job) {
    return jobs.view(job);
  }
}
