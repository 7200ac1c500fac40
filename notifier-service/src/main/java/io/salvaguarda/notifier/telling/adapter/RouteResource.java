package io.salvaguarda.notifier.telling.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.Severity;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.rest.Query;
import io.salvaguarda.notifier.routing.Answer;
import io.salvaguarda.notifier.routing.EventKinds;
import io.salvaguarda.notifier.routing.Question;
import io.salvaguarda.notifier.routing.Router;
import io.salvaguarda.notifier.telling.Hold;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Explains who would be told of what, and why. */
@Path("/routes")
public class RouteResource {

  /**
   * The explanation.
   *
   * @param heldBy what would hold it back; null: nothing
   * @param channels to whom it goes, now or when nothing holds it back any more
   * @param route whose channels they are
   * @param administrators the channels that hear at once besides; empty unless it is a restore
   * @param escalation who is told when nobody acknowledges it
   */
  public record Explanation(
      String sourceId,
      String team,
      String kind,
      Severity severity,
      Instant at,
      String heldBy,
      Instant heldUntil,
      List<String> channels,
      String route,
      List<Answer.Considered> considered,
      List<String> administrators,
      List<Step> escalation) {}

  /** A step of an escalation. */
  public record Step(long afterSeconds, List<String> channels) {}

  private final Transactions transactions;
  private final SuiteConfig config;
  private final Holds holds;
  private final Pacing pacing;
  private final Router router;

  RouteResource(Transactions transactions, SuiteConfig config, Holds holds, Pacing pacing) {
    this.transactions = transactions;
    this.config = config;
    this.holds = holds;
    this.pacing = pacing;
    this.router = new Router(config);
  }

  @GET
  @Path("/explain")
  @RolesAllowed("viewer")
  public Uni<Explanation> explain(
      @QueryParam("source") String source,
      @QueryParam("type") String type,
      @QueryParam("severity") String severity,
      @QueryParam("at") String at) {
    if (source == null || source.isBlank()) {
      throw BadInput.field("source", null, "the name of a source");
    }
    Cause kind = kind(type);
    Severity urgency = Query.oneOf("severity", severity, Severity.class).orElse(Severity.CRITICAL);
    Instant when = at == null || at.isBlank() ? Instant.now() : time(at);
    Question question = new Question(config.teamOf(source).name(), source, kind, urgency, when);
    return transactions.run(
        session -> holds.at(session, when).map(inForce -> explain(question, inForce.of(question))));
  }

  private Explanation explain(Question question, Optional<Hold> hold) {
    Answer answer = router.ask(question);
    return new Explanation(
        question.sourceId(),
        question.team(),
        question.cause().key(),
        question.severity(),
        question.at(),
        hold.map(each -> each.by().text()).orElse(null),
        hold.map(Hold::until).orElse(null),
        answer.channels(),
        answer.route(),
        answer.considered(),
        question.cause() == Cause.RESTORE
            ? config.administrators().channels().stream()
                .filter(channel -> !answer.channels().contains(channel))
                .toList()
            : List.of(),
        question.severity() == Severity.CRITICAL
            ? pacing.steps(question.team()).stream()
                .map(step -> new Step(step.after().toSeconds(), step.channels()))
                .toList()
            : List.of());
  }

  private static Cause kind(String type) {
    return EventKinds.of(type == null ? "" : type)
        .orElseThrow(() -> BadInput.field("type", type, "one of " + EventKinds.known()));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw BadInput.field("at", text, "a time such as 2026-11-22T06:00:00Z");
    }
  }
}
