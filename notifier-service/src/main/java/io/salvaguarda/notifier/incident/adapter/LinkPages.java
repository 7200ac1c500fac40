package io.salvaguarda.notifier.incident.adapter;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salvaguarda.config.Language;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.notifier.delivery.adapter.NoticeJson;
import io.salvaguarda.notifier.letter.Headlines;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.link.SignedLink;
import io.salvaguarda.notifier.notice.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The pages of a mail's link, in the language of the team whose incident it is. */
@ApplicationScoped
class LinkPages {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  /** The layout. */
  @CheckedTemplate(basePath = "link")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(Page page);
  }

  /**
   * What a page shows.
   *
   * @param button absent when there is nothing to do
   */
  public record Page(
      String language, String title, String text, List<Line> lines, Optional<String> button) {}

  /** One incident. */
  public record Line(String source, String summary, String state) {}

  private final SuiteConfig config;
  private final NoticeJson json;

  LinkPages(SuiteConfig config, NoticeJson json) {
    this.config = config;
    this.json = json;
  }

  /** With a button if there is anything left to take care of. */
  Response ask(List<IncidentRow> rows) {
    boolean open =
        rows.stream().anyMatch(row -> row.resolvedAt == null && row.acknowledgedAt == null);
    return open
        ? page(rows, "link.ask", Optional.of("link.button"), 200)
        : page(rows, "link.nothing", Optional.empty(), 200);
  }

  Response done(List<IncidentRow> rows) {
    return page(rows, "link.done", Optional.empty(), 200);
  }

  Response used(List<IncidentRow> rows) {
    return page(rows, "link.used", Optional.empty(), 409);
  }

  /** Shows no incident. */
  Response useless(SignedLink.Read read) {
    return read instanceof SignedLink.Expired
        ? page(List.of(), "link.expired", Optional.empty(), 410)
        : page(List.of(), "link.forged", Optional.empty(), 404);
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

  private Line line(IncidentRow row, Wording words) {
    String state =
        row.resolvedAt != null
            ? words.say("link.state.resolved")
            : row.acknowledgedBy != null
                ? words.say("what.acknowledged", row.acknowledgedBy)
                : words.say("link.state.open");
    return new Line(row.sourceId, summary(row, words), state);
  }

  /** The row's own is in English. */
  private String summary(IncidentRow row, Wording words) {
    return row.trouble != null && json.readNotice(row.trouble) instanceof Notice.Trouble trouble
        ? new Headlines(words).of(trouble.matter(), trouble.failure())
        : row.summary;
  }

  private Language language(List<IncidentRow> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> config.teams().get(row.team))
        .map(Team::language)
        .orElse(Language.ENGLISH);
  }
}
