package io.salvaguarda.notifier.subscription.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.delivery.adapter.ChannelReplay;
import io.salvaguarda.notifier.delivery.adapter.DeliveryCounts;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import io.salvaguarda.notifier.subscription.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Systems that get events by webhook. */
@Path("/subscriptions")
public class SubscriptionResource {

  private static final Logger LOG = Logger.getLogger(SubscriptionResource.class);

  private final Transactions transactions;
  private final SubscriptionRows rows;
  private final ChannelReplay channels;
  private final SubscriptionSettings settings;
  private final SecurityIdentity caller;

  SubscriptionResource(
      Transactions transactions,
      SubscriptionRows rows,
      ChannelReplay channels,
      SubscriptionSettings settings,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.rows = rows;
    this.channels = channels;
    this.settings = settings;
    this.caller = caller;
  }

  /** The answer holds the secret; no other ever will. */
  @POST
  @RolesAllowed("operator")
  public Uni<Response> subscribe(Wish wish) {
    Wish.Read.Fit fit =
        switch (wish == null ? EMPTY.read(List.of()) : wish.read(settings.networks())) {
          case Wish.Read.Fit right -> right;
          case Wish.Read.Mistaken wrong -> throw mistaken(wrong);
        };
    String who = caller.getPrincipal().getName();
    return transactions
        .run(
            session ->
                rows.add(session, fit, who, settings.most())
                    .chain(made -> made.map(id -> view(session, id)).orElseThrow(this::tooMany)))
        .map(
            view -> {
              LOG.infof(
                  "event=subscription.made subscription=%s place=%s types=%s by=%s",
                  view.subscriptionId(), view.place(), view.types(), who);
              return Response.created(URI.create("/subscriptions/" + view.subscriptionId()))
                  .entity(view.with(fit.secret().reveal()))
                  .build();
            });
  }

  private static final Wish EMPTY = new Wish(null, null, null, null);

  /** The oldest first. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<SubscriptionView>> list() {
    return transactions.run(
        session ->
            channels
                .counts(session)
                .chain(
                    counts ->
                        rows.all(session)
                            .map(
                                found ->
                                    found.stream()
                                        .map(
                                            each ->
                                                SubscriptionView.of(
                                                    each,
                                                    counts.getOrDefault(
                                                        SubscriberChannel.of(each.id()),
                                                        DeliveryCounts.NONE)))
                                        .toList())));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  public Uni<SubscriptionView> get(@PathParam("id") UUID id) {
    return transactions.run(session -> view(session, id));
  }

  /** What is not sent yet is not sent any more. */
  @DELETE
  @Path("/{id}")
  @RolesAllowed("operator")
  public Uni<Void> unsubscribe(@PathParam("id") UUID id) {
    return transactions
        .run(
            session ->
                rows.remove(session, id)
                    .invoke(
                        removed -> {
                          if (!removed) {
                            throw unknown(id);
                          }
                        })
                    .chain(() -> channels.forget(session, SubscriberChannel.of(id))))
        .invoke(
            () ->
                LOG.infof(
                    "event=subscription.removed subscription=%s by=%s",
                    id, caller.getPrincipal().getName()));
  }

  /** Sends again what it did not take, and goes on if it was ended. */
  @POST
  @Path("/{id}/replay")
  @RolesAllowed("operator")
  public Uni<SubscriptionView> replay(@PathParam("id") UUID id) {
    return transactions.run(
        session ->
            view(session, id)
                .chain(() -> channels.replay(session, SubscriberChannel.of(id)))
                .chain(() -> view(session, id)));
  }

  private Uni<SubscriptionView> view(Mutiny.Session session, UUID id) {
    return channels
        .counts(session)
        .chain(
            counts ->
                rows.find(session, id)
                    .map(
                        found ->
                            found
                                .map(
                                    each ->
                                        SubscriptionView.of(
                                            each,
                                            counts.getOrDefault(
                                                SubscriberChannel.of(id), DeliveryCounts.NONE)))
                                .orElseThrow(() -> unknown(id))));
  }

  private HttpProblem tooMany() {
    return HttpProblem.valueOf(
        Response.Status.CONFLICT,
        "there are %d subscriptions, and no more may be made".formatted(settings.most()));
  }

  private static HttpProblem unknown(UUID id) {
    return HttpProblem.valueOf(Response.Status.NOT_FOUND, "no subscription " + id);
  }

  private static HttpProblem mistaken(Wish.Read.Mistaken wrong) {
    return HttpProblem.builder()
        .withStatus(Response.Status.BAD_REQUEST)
        .withTitle("Bad Request")
        .withDetail("Field " + wrong.field() + " " + wrong.why())
        .with("field", wrong.field())
        .build();
  }
}
