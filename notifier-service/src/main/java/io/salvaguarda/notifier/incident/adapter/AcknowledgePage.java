package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.link.SignedLink;
import io.salvaguarda.notifier.link.adapter.Links;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where a mail's link leads: a page that says what would be acknowledged, and a button. Reading it
 * does nothing, for mail servers follow links to look at them.
 */
@Path("/acknowledge")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class AcknowledgePage {

  private static final String OF =
      "from IncidentRow where id = :subject or threadId = :subject order by seq";

  private final Transactions transactions;
  private final Links links;
  private final Acknowledgements acknowledgements;
  private final LinkPages pages;

  AcknowledgePage(
      Transactions transactions, Links links, Acknowledgements acknowledgements, LinkPages pages) {
    this.transactions = transactions;
    this.links = links;
    this.acknowledgements = acknowledgements;
    this.pages = pages;
  }

  /** Shows; changes nothing. */
  @GET
  @Path("/{link}")
  public Uni<Response> show(@PathParam("link") String text) {
    return transactions.run(
        session ->
            links
                .read(session, text)
                .chain(
                    read ->
                        read instanceof SignedLink.Valid valid
                            ? incidents(session, valid).map(pages::ask)
                            : Uni.createFrom().item(pages.useless(read))));
  }

  /** Acknowledges what is still open. */
  @POST
  @Path("/{link}")
  public Uni<Response> acknowledge(@PathParam("link") String text) {
    return transactions.run(
        session ->
            links
                .read(session, text)
                .chain(
                    read ->
                        read instanceof SignedLink.Valid valid
                            ? use(session, valid)
                            : Uni.createFrom().item(pages.useless(read))));
  }

  private Uni<Response> use(Mutiny.Session session, SignedLink.Valid valid) {
    return incidents(session, valid)
        .chain(
            before ->
                links
                    .use(session, valid)
                    .chain(
                        first ->
                            first
                                ? acknowledgeAll(session, before, valid.link().channel())
                                    .invoke(session::clear)
                                    .chain(() -> incidents(session, valid))
                                    .map(pages::done)
                                : Uni.createFrom().item(pages.used(before))));
  }

  private Uni<Void> acknowledgeAll(Mutiny.Session session, List<IncidentRow> rows, String channel) {
    List<UUID> open =
        rows.stream()
            .filter(row -> row.resolvedAt == null && row.acknowledgedAt == null)
            .map(row -> row.id)
            .toList();
    session.clear(); // or the locks would show the rows as they were before
    Uni<Void> all = Uni.createFrom().voidItem();
    for (UUID id : open) {
      all =
          all.chain(
              () ->
                  acknowledgements
                      .acknowledge(session, id, "mail to " + channel)
                      .replaceWithVoid());
    }
    return all;
  }

  private static Uni<List<IncidentRow>> incidents(Mutiny.Session session, SignedLink.Valid valid) {
    return session
        .createSelectionQuery(OF, IncidentRow.class)
        .setParameter("subject", valid.link().subject())
        .getResultList();
  }
}
