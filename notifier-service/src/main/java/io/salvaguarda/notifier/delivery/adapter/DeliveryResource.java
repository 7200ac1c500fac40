package io.salvaguarda.notifier.delivery.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Who was told what, when, and whether it arrived. */
@Path("/deliveries")
public class DeliveryResource {

  private static final Logger LOG = Logger.getLogger(DeliveryResource.class);

  private final Transactions transactions;
  private final DeliveryLog log;
  private final DeliveryRows rows;
  private final ChannelStates channels;
  private final DeliverySignal signal;

  DeliveryResource(
      Transactions transactions,
      DeliveryLog log,
      DeliveryRows rows,
      ChannelStates channels,
      DeliverySignal signal) {
    this.transactions = transactions;
    this.log = log;
    this.rows = rows;
    this.channels = channels;
    this.signal = signal;
  }

  /** The newest first. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<DeliveryView>> list(
      @QueryParam("incident") String incident,
      @QueryParam("state") String state,
      @QueryParam("source") String source,
      @QueryParam("channel") String channel,
      @QueryParam("team") String team,
      @QueryParam("limit") String limit) {
    DeliveryLog.Filter filter =
        DeliveryLog.Filter.read(incident, state, source, channel, team, limit);
    return transactions.run(session -> log.list(session, filter));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<DeliveryView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> log.find(session, id));
  }

  /** Gives a dead delivery another round of attempts, the first at once. */
  @POST
  @Path("/{id}/replay")
  @RolesAllowed("operator")
  public Uni<DeliveryView> replay(@PathParam("id") UUID id) {
    return transactions
        .run(session -> log.find(session, id).chain(before -> revive(session, before)))
        .invoke(
            after -> {
              LOG.infof("event=delivery.replay_asked delivery=%s", id);
              signal.raise();
            });
  }

  /** A channel that was gone is written to again: whoever asks has mended it. */
  private Uni<DeliveryView> revive(Mutiny.Session session, DeliveryView before) {
    return rows.revive(session, before.deliveryId())
        .invoke(
            revived -> {
              if (!revived) {
                throw HttpProblem.valueOf(
                    Response.Status.CONFLICT,
                    "delivery %s cannot be replayed: %s %s"
                        .formatted(before.deliveryId(), before.noticeType(), before.state()));
              }
            })
        .chain(() -> channels.back(session, before.channel()))
        .invoke(session::clear) // the row was changed behind the session's back
        .chain(() -> log.find(session, before.deliveryId()));
  }
}
