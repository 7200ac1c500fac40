package io.salvaguarda.notifier.incident.adapter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salvaguarda.config.Language;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.letter.Wording;
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
import java.util.Optional;
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

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  /** The page. */
  @CheckedTemplate(basePath = "link")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(Page page);
  }

  /**
   * What the page shows.
   *
   * @param button absent when there is nothing to do
   */
  public record Page(
      String language, String title, String text, List<Line> lines, Optional<String> button) {}

  /** One incident. */
  public record Line(String source, String summary, String state) {}

  private final Transactions transactions;
  private final Links links;
  private final Acknowledgements acknowledgements;
  private final SuiteConfig config;

  AcknowledgePage(
      Transactions transactions,
      Links links,
      Acknowledgements acknowledgements,
      SuiteConfig config) {
    this.transactions = transactions;
    this.links = links;
    this.acknowledgements = acknowledgements;
    this.config = config;
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
                            ? incidents(session, valid).map(rows -> ask(rows))
                            : Uni.createFrom().item(useless(read))));
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
                            : Uni.createFrom().item(useless(read))));
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
                                    .map(rows -> page(rows, "link.done", Optional.empty(), 200))
                                : Uni.createFrom()
                                    .item(page(before, "link.used", Optional.empty(), 409))));
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

  private Response ask(List<IncidentRow> rows) {
    boolean open =
        rows.stream().anyMatch(row -> row.resolvedAt == null && row.acknowledgedAt == null);
    return open
        ? page(rows, "link.ask", Optional.of("link.button"), 200)
        : page(rows, "link.nothing", Optional.empty(), 200);
  }

  private Response useless(SignedLink.Read read) {
    return page(
        List.of(),
        read instanceof SignedLink.Expired ? "link.expired" : "link.forged",
        Optional.empty(),
        read instanceof SignedLink.Expired ? 410 : 404);
  }

  private Response page(List<IncidentRow> rows, String key, Optional<String> button, int status) {
    Wording words = Wording.in(language(rows));
    Page page =
        new Page(
            words.language().tag(),
            words.say("link.title"),
            words.say(key),
            rows.stream().map(row -> line(row, words)).toList(),
            button.map(words::say));
    return Response.status(status)
        .entity(Templates.page(page).render())
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Robots-Tag", "noindex, nofollow")
        .build();
  }

  private static Line line(IncidentRow row, Wording words) {
    String state =
        row.resolvedAt != null
            ? words.say("link.state.resolved")
            : row.acknowledgedBy != null
                ? words.say("what.acknowledged", row.acknowledgedBy)
                : words.say("link.state.open");
    return new Line(row.sourceId, row.summary, state);
  }

  private Language language(List<IncidentRow> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> config.teams().get(row.team))
        .map(Team::language)
        .orElse(Language.ENGLISH);
  }
}
