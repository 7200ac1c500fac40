package io.salvaguarda.notifier.http;

import io.salvaguarda.notifier.delivery.SendOutcome;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an answer means for a delivery.
 *
 * @param takenBy who took it when the server says so
 * @param gone statuses by which the server says that the channel is no more
 * @param reason what the server's words say
 */
public record Verdict(String takenBy, Set<Integer> gone, UnaryOperator<String> reason) {

  private static final int LONGEST_REASON = 200;

  /** By the status alone: an unknown server's words are not repeated. */
  public static Verdict byStatus(String takenBy) {
    return new Verdict(takenBy, Set.of(410), body -> "");
  }

  public SendOutcome of(HttpAnswer answer) {
    return switch (answer) {
      case HttpAnswer.Refused refused -> new SendOutcome.Refused(refused.why());
      case HttpAnswer.Unanswered unanswered -> new SendOutcome.Failed(unanswered.why());
      case HttpAnswer.Answered answered when answered.took() -> new SendOutcome.Accepted(takenBy);
      case HttpAnswer.Answered answered when gone.contains(answered.status()) ->
          new SendOutcome.Gone(said(answered));
      case HttpAnswer.Answered answered -> judge(answered, said(answered));
    };
  }

  private static SendOutcome judge(HttpAnswer.Answered answer, String said) {
    return switch (answer.status()) {
      case 301, 308 ->
          new SendOutcome.Refused(said + ": moved for good, and redirects are not followed");
      case 408, 425, 429 -> new SendOutcome.Failed(said, answer.retryAfter());
      default ->
          answer.status() >= 400 && answer.status() < 500
              ? new SendOutcome.Refused(said)
              : new SendOutcome.Failed(
                  answer.status() < 400 ? said + ": redirects are not followed" : said,
                  answer.retryAfter());
    };
  }

  private String said(HttpAnswer.Answered answer) {
    String why = reason.apply(answer.body()).strip();
    String status = "HTTP " + answer.status();
    return why.isEmpty()
        ? status
        : status + ": " + why.substring(0, Math.min(why.length(), LONGEST_REASON));
  }
}
