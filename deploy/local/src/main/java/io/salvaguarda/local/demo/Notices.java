package io.salvaguarda.local.demo;

import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.local.stack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the team gets: mails and signed webhooks. */
final class Notices {
  /** Who gets the mails of team dba. */
  static final String TEAM_ADDRESS = "dba@example.org";

  private final LocalStack stack;

  Notices(LocalStack stack) {
    this.stack = stack;
  }

  /** How much had come at some time, to tell what came later. */
  record Mark(int mails, int webhooks) {}

  /**
   * A notice as it came by both ways.
   *
   * @param mailAt when the mail was seen, to a tenth of a second (mails are stamped to the second)
   */
  record Notice(ReceivedMail mail, Instant mailAt, ReceivedWebhook webhook) {}

  Mark mark() {
    return new Mark(stack.mail().received().size(), stack.webhooks().received().size());
  }

  /** The next mail and webhook after the mark that say that; the webhook's signature must hold. */
  Notice await(Mark mark, String says, Duration within) {
    ReceivedMail mail =
        Waiting.forThis(
            "a mail about " + says + " to " + TEAM_ADDRESS,
            within,
            () -> mail(after(stack.mail().received(), mark.mails()), says));
    Instant mailAt = Instant.now();
    ReceivedWebhook webhook =
        Waiting.forThis(
            "a webhook about " + says,
            within,
            () ->
                after(stack.webhooks().received(), mark.webhooks()).stream()
                    .filter(received -> received.body().contains(says))
                    .findFirst());
    StepFailed.unless(
        webhook.isSignedWith(stack.webhookSecret()),
        "the webhook's signature does not hold: " + webhook.headers().map());
    return new Notice(mail, mailAt, webhook);
  }

  private static Optional<ReceivedMail> mail(List<ReceivedMail> mails, String says) {
    return mails.stream()
        .filter(mail -> mail.to().stream().anyMatch(to -> to.contains(TEAM_ADDRESS)))
        .filter(mail -> mail.text().orElse("").contains(says))
        .findFirst();
  }

  private static <T> List<T> after(List<T> all, int seen) {
    return all.subList(Math.min(seen, all.size()), all.size());
  }
}
