package io.salvaguarda.notifier.incident.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Recovery;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Proof;
import io.salvaguarda.notifier.rest.Query;
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
  private final IncidentDesk desk;
  private final SecurityIdentity caller;

  IncidentResource(
      Transactions transactions, IncidentRows rows, IncidentDesk desk, SecurityIdentity caller) {
    this.transactions = transactions;
    this.rows = rows;
    this.desk = desk;
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
                .map(found -> found.stream().map(IncidentView::of).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<IncidentView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> find(session, id).map(IncidentView::of));
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
                .map(IncidentView::of));
  }

  private Uni<Void> resolve(Mutiny.Session session, UUID id, Optional<Incident> open, String who) {
    Incident incident =
        open.filter(each -> each.id().equals(id))
            .orElseThrow(
                () ->
                    HttpProblem.valueOf(
                        Response.Status.CONFLICT, "incident " + id + " is already resolved"));
    Instant now = Instant.now();
    return desk.resolve(
        session,
        incident,
        new Recovery(incident.sourceId(), incident.cause(), now, new Proof.SaidSo(who)),
        now);
  }

  private static Uni<IncidentRow> find(Mutiny.Session session, UUID id) {
    return session
        .find(IncidentRow.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no incident " + id));
  }
}
