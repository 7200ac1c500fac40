package io.salvaguarda.notifier.delivery.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tests whether a team is reached. */
@Path("/teams/{team}/test-notice")
public class TrialResource {

  private static final Logger LOG = Logger.getLogger(TrialResource.class);

  private final Transactions transactions;
  private final SuiteConfig config;
  private final DeliveryQueue queue;
  private final DeliveryLog log;
  private final SecurityIdentity caller;
  private final Instance instance;

  TrialResource(
      Transactions transactions,
      SuiteConfig config,
      DeliveryQueue queue,
      DeliveryLog log,
      SecurityIdentity caller,
      Instance instance) {
    this.transactions = transactions;
    this.config = config;
    this.queue = queue;
    this.log = log;
    this.caller = caller;
    this.instance = instance;
  }

  /** One delivery through each channel of the team, tried once; each ends DELIVERED or DEAD. */
  @POST
  @RolesAllowed("operator")
  @ResponseStatus(202)
  public Uni<List<DeliveryView>> test(@PathParam("team") String name) {
    Team team = config.teams().get(name);
    if (team == null) {
      throw HttpProblem.valueOf(
          Response.Status.NOT_FOUND,
          "no team "
              + name
              + "; teams: "
              + String.join(", ", new TreeSet<>(config.teams().keySet())));
    }
    Instant now = Instant.now();
    Notice.Trial notice =
        new Notice.Trial(instance.newId(), name, caller.getPrincipal().getName(), now, now);
    LOG.infof("event=notice.test_asked team=%s by=%s", name, notice.askedBy());
    return transactions.run(
        session ->
            queue.add(session, notice, team.channels()).chain(ids -> log.list(session, ids)));
  }
}
