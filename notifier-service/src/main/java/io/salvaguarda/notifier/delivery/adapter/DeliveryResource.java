package io.salvaguarda.notifier.delivery.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.rest.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Who was told what, when, and whether it arrived. */
@Path("/deliveries")
public class DeliveryResource {

  private static final Logger LOG = Logger.getLogger(DeliveryResource.class);
  private static final String NEWEST_FIRST =
      """
      from DeliveryRow
      where (:anyIncident = true or incidentId = :incident
             or threadId = (select f.threadId from FollowedIncident f where f.id = :incident))
        and (:anyState = true or state = :state)
      order by seq desc
      """;
  private static final UUID NO_ID = new UUID(0, 0);

  private final Transactions transactions;
  private final DeliveryRows rows;
  private final DeliverySignal signal;

  DeliveryResource(Transactions transactions, DeliveryRows rows, DeliverySignal signal) {
    this.transactions = transactions;
    this.rows = rows;
    this.signal = signal;
  }

  /** The newest first. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<DeliveryView>> list(
      @QueryParam("incident") String incident,
      @QueryParam("state") String state,
      @QueryParam("limit") String limit) {
    Optional<UUID> incidentId = Query.uuid("incident", incident);
    Optional<DeliveryState> only = Query.oneOf("state", state, DeliveryState.class);
    int most = Query.limit(limit, 100);
    return transactions.run(
        session ->
            session
                .createSelectionQuery(NEWEST_FIRST, DeliveryRow.class)
                .setParameter("anyIncident", incidentId.isEmpty())
                .setParameter("incident", incidentId.orElse(NO_ID))
                .setParameter("anyState", only.isEmpty())
                .setParameter("state", only.orElse(DeliveryState.PENDING))
                .setMaxResults(most)
                .getResultList()
                .map(found -> found.stream().map(DeliveryView::of).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<DeliveryView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> view(session, id));
  }

  /** Gives a dead delivery another round of attempts, the first at once. */
  @POST
  @Path("/{id}/retry")
  @RolesAllowed("operator")
  public Uni<DeliveryView> retry(@PathParam("id") UUID id) {
    return transactions
        .run(session -> view(session, id).chain(before -> revive(session, before)))
        .invoke(
            after -> {
              LOG.infof("event=delivery.retry_asked delivery=%s", id);
              signal.raise();
            });
  }

  private Uni<DeliveryView> revive(Mutiny.Session session, DeliveryView before) {
    return rows.revive(session, before.deliveryId())
        .chain(
            revived -> {
              if (!revived) {
                throw HttpProblem.valueOf(
                    Response.Status.CONFLICT,
                    "delivery " + before.deliveryId() + " is " + before.state() + ", not DEAD");
              }
              session.clear(); // the row was changed behind the session's back
              return view(session, before.deliveryId());
            });
  }

  private static Uni<DeliveryView> view(Mutiny.Session session, UUID id) {
    return session
        .find(DeliveryRow.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no delivery " + id))
        .map(DeliveryView::of);
  }
}
