package io.salvaguarda.notifier.delivery.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The channels, and whether they take notices. */
@Path("/channels")
public class ChannelResource {

  private static final Logger LOG = Logger.getLogger(ChannelResource.class);

  /** How many deliveries get another round of attempts. */
  public record Replayed(String channel, int deliveries) {}

  private final Transactions transactions;
  private final SuiteConfig config;
  private final ChannelLog log;
  private final ChannelStates states;
  private final DeliveryRows rows;
  private final DeliverySignal signal;

  ChannelResource(
      Transactions transactions,
      SuiteConfig config,
      ChannelLog log,
      ChannelStates states,
      DeliveryRows rows,
      DeliverySignal signal) {
    this.transactions = transactions;
    this.config = config;
    this.log = log;
    this.states = states;
    this.rows = rows;
    this.signal = signal;
  }

  @GET
  @RolesAllowed("viewer")
  public Uni<List<ChannelView>> list() {
    return transactions.run(log::list);
  }

  /** Gives all that the channel missed another round of attempts, and the channel a new chance. */
  @POST
  @Path("/{channel}/replay")
  @RolesAllowed("operator")
  public Uni<Replayed> replay(@PathParam("channel") String channel) {
    if (!config.channels().containsKey(channel)) {
      throw HttpProblem.valueOf(Response.Status.NOT_FOUND, "no channel " + channel);
    }
    return transactions
        .run(session -> revive(session, channel))
        .map(deliveries -> new Replayed(channel, deliveries))
        .invoke(
            done -> {
              LOG.infof(
                  "event=channel.replay_asked channel=%s deliveries=%d",
                  channel, done.deliveries());
              signal.raise();
            });
  }

  private Uni<Integer> revive(Mutiny.Session session, String channel) {
    return states.back(session, channel).chain(() -> rows.reviveAll(session, channel));
  }
}
