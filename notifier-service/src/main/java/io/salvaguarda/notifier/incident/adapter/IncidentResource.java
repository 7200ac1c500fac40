package io.salvaguarda.notifier.incident.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Proof;
import io.salvaguarda.notifier.rest.Query;
import io.salvaguarda.notifier.telling.adapter.Telling;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is wrong now, and what was. */
@Path("/incidents")
public class IncidentResource {

  /** Which incidents to show. */
  private enum Show {
    OPEN,
    RESOLVED
  }

  private static final String NEWEST_FIRST =
      """
      from IncidentRow
      where (:show = 'ALL' or (:show = 'OPEN' and resolvedAt is null)
             or (:show = 'RESOLVED' and resolvedAt is not null))
        and (:source = '' or sourceId = :source)
      order by seq desc
      """;

  private final Transactions transactions;
  private final IncidentRows rows;
  private final Resolutions resolutions;
  private final Acknowledgements acknowledgements;
  private final Telling telling;
  private final SecurityIdentity caller;

  IncidentResource(
      Transactions transactions,
      IncidentRows rows,
      Resolutions resolutions,
      Acknowledgements acknowledgements,
      Telling telling,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.rows = rows;
    this.resolutions = resolutions;
    this.acknowledgements = acknowledgements;
    this.telling = telling;
    this.caller = caller;
  }

  /** The newest first; open ones unless {@code state} says otherwise. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<IncidentView>> list(
      @QueryParam("state") String state,
      @QueryParam("source") String source,
      @QueryParam("limit") String limit) {
    String show =
        Query.oneOf("state", state == null ? "open" : state, Show.class)
            .map(Show::name)
            .orElse("ALL");
    int most = Query.limit(limit, 100);
    return transactions.run(
        session ->
            session
                .createSelectionQuery(NEWEST_FIRST, IncidentRow.class)
                .setParameter("show", show)
                .setParameter("source", source == null ? "" : source)
                .setMaxResults(most)
                .getResultList()
                .chain(found -> views(session, found)));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<IncidentView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> find(session, id).chain(row -> view(session, row)));
  }

  /** Somebody says that they take care of it: nobody is reminded of it for a while. */
  @POST
  @Path("/{id}/acknowledge")
  @RolesAllowed("operator")
  public Uni<IncidentView> acknowledge(@PathParam("id") UUID id) {
    String who = caller.getPrincipal().getName();
    return transactions.run(
        session ->
            acknowledgements
                .acknowledge(session, id, who)
                .invoke(IncidentResource::orProblem)
                .invoke(session::clear) // the row was changed behind the session's back
                .chain(() -> find(session, id))
                .chain(row -> view(session, row)));
  }

  private static void orProblem(Acknowledgements.Outcome outcome) {
    switch (outcome) {
      case Acknowledgements.Outcome.Done done -> {
        // shown by the answer
      }
      case Acknowledgements.Outcome.Late late ->
          throw HttpProblem.valueOf(
              Response.Status.CONFLICT,
              late.incident().resolvedAt != null
                  ? "incident " + late.incident().id + " is already resolved"
                  : late.incident().acknowledgedBy + " already takes care of it");
      case Acknowledgements.Outcome.Unknown unknown ->
          throw HttpProblem.valueOf(Response.Status.NOT_FOUND, "no such incident");
    }
  }

  /** Somebody says that it is over: the way out for what no event ends, such as disk space. */
  @POST
  @Path("/{id}/resolve")
  @RolesAllowed("operator")
  public Uni<IncidentView> resolve(@PathParam("id") UUID id) {
    String who = caller.getPrincipal().getName();
    return transactions.run(
        session ->
            find(session, id)
                .chain(
                    row -> {
                      session.clear(); // or the lock would show the row as it was before
                      return rows.lockOpen(
                          session, row.sourceId, Cause.ofKey(row.cause), row.about);
                    })
                .chain(open -> resolve(session, id, open, who))
                .invoke(session::clear) // the row was changed behind the session's back
                .chain(() -> find(session, id))
                .chain(row -> view(session, row)));
  }

  private Uni<Void> resolve(Mutiny.Session session, UUID id, Optional<Incident> open, String who) {
    Incident incident =
        open.filter(each -> each.id().equals(id))
            .orElseThrow(
                () ->
                    HttpProblem.valueOf(
                        Response.Status.CONFLICT, "incident " + id + " is already resolved"));
    Instant now = Instant.now();
    return resolutions.resolve(
        session,
        incident,
        new Recovery(incident.sourceId(), incident.cause(), now, new Proof.SaidSo(who)),
        now);
  }

  private Uni<IncidentView> view(Mutiny.Session session, IncidentRow row) {
    return views(session, List.of(row)).map(List::getFirst);
  }

  private Uni<List<IncidentView>> views(Mutiny.Session session, List<IncidentRow> rows) {
    return telling
        .heldBy(session, rows.stream().map(row -> row.id).toList())
        .map(held -> rows.stream().map(row -> IncidentView.of(row, held.get(row.id))).toList());
  }

  private static Uni<IncidentRow> find(Mutiny.Session session, UUID id) {
    return session
        .find(IncidentRow.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no incident " + id));
  }
}
