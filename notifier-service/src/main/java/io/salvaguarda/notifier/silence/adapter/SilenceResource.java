package io.salvaguarda.notifier.silence.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.notifier.silence.Silence;
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
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** What nobody wants to hear of for a time. It is still recorded. */
@Path("/silences")
public class SilenceResource {
  private static final Logger LOG = Logger.getLogger(SilenceResource.class);

  private final Transactions transactions;
  private final Silences silences;
  private final Instance instance;
  private final SecurityIdentity caller;

  SilenceResource(
      Transactions transactions, Silences silences, Instance instance, SecurityIdentity caller) {
    this.transactions = transactions;
    this.silences = silences;
    this.instance = instance;
    this.caller = caller;
  }

  /** Those in force and to come; {@code state=all}: also those that are over. */
  @GET
  @RolesAllowed("viewer")
  public Uni<List<SilenceView>> list(@QueryParam("state") String state) {
    if (state != null && !state.equals("all") && !state.equals("active")) {
      throw BadInput.field("state", state, "active or all");
    }
    return transactions.run(
        session ->
            silences
                .list(session, "all".equals(state))
                .map(rows -> rows.stream().map(SilenceView::of).toList()));
  }

  /** From now on, or from the given time, until the given time. */
  @POST
  @RolesAllowed("operator")
  public Uni<SilenceView> add(SilenceRequest request) {
    Silence silence =
        SilenceRequest.silence(
            request, instance.newId(), caller.getPrincipal().getName(), Instant.now());
    return transactions
        .run(session -> silences.add(session, silence).chain(() -> view(session, silence.id())))
        .invoke(
            () ->
                LOG.infof(
                    "event=silence.added silence=%s source=%s until=%s by=%s",
                    silence.id(), silence.sources(), silence.endsAt(), silence.createdBy()));
  }

  /** Before its time. What it held back is told if it is still so. */
  @POST
  @Path("/{id}/end")
  @RolesAllowed("operator")
  public Uni<SilenceView> end(@PathParam("id") UUID id) {
    String by = caller.getPrincipal().getName();
    return transactions
        .run(session -> end(session, id, by))
        .invoke(() -> LOG.infof("event=silence.ended silence=%s by=%s", id, by));
  }

  private Uni<SilenceView> end(Mutiny.Session session, UUID id, String by) {
    return view(session, id)
        .chain(() -> silences.end(session, id, by))
        .invoke(
            ended -> {
              if (!ended) {
                throw HttpProblem.valueOf(
                    Response.Status.CONFLICT, "silence " + id + " is already over");
              }
              session.clear(); // the row was changed behind the session's back
            })
        .chain(() -> view(session, id));
  }

  private static Uni<SilenceView> view(Mutiny.Session session, UUID id) {
    return session
        .find(SilenceRow.class, id)
        .onItem()
        .ifNull()
        .failWith(() -> HttpProblem.valueOf(Response.Status.NOT_FOUND, "no silence " + id))
        .map(SilenceView::of);
  }
}
