package io.salvaguarda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints mails and webhooks as they come, and keeps the mails as files. */
final class Arrivals {
  private static final long PAUSE_MILLIS = 300;

  private final MailServer mail;
  private final WebhookReceiver webhooks;
  private final String webhookSecret;
  private final Path folder;
  private int mails;
  private int hooks;

  Arrivals(MailServer mail, WebhookReceiver webhooks, String webhookSecret, Path home) {
    this.mail = mail;
    this.webhooks = webhooks;
    this.webhookSecret = webhookSecret;
    this.folder = ProcessStarter.folder(home.resolve("mail"));
  }

  void printUntil(CountDownLatch end) throws InterruptedException {
    while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
      List<ReceivedMail> allMails = mail.received();
      for (; mails < allMails.size(); mails++) {
        print(allMails.get(mails));
      }
      List<ReceivedWebhook> allHooks = webhooks.received();
      for (; hooks < allHooks.size(); hooks++) {
        print(allHooks.get(hooks));
      }
    }
  }

  private void print(ReceivedMail received) {
    Path file = folder.resolve("%04d.eml".formatted(mails + 1));
    try {
      Files.writeString(file, received.raw());
    } catch (IOException e) {
      throw new StartFailed("cannot keep a mail in " + file, e);
    }
    say("mail to " + String.join(", ", received.to()) + ": " + received.subject() + "  " + file);
  }

  private void print(ReceivedWebhook received) {
    String signature =
        received.isSignedWith(webhookSecret) ? "signature holds" : "NOT SIGNED BY US";
    say(
        "webhook "
            + received.path()
            + ", "
            + received.body().length()
            + " characters, "
            + signature);
  }

  private static void say(String line) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + line);
  }
}
