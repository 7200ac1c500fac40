package io.salvaguarda.local.demo;

import io.salvaguarda.local.ReceivedMail;

/** Shows what the team got. */
final class NoticeShow {
  private NoticeShow() {}

  static void on(Stage stage, Notices.Notice notice) {
    ReceivedMail mail = notice.mail();
    stage.frame(
        "mail to " + String.join(", ", mail.to()),
        "Subject: " + mail.subject() + "\n\n" + mail.text().orElse("(no text)"));
    stage.say(
        "webhook to the team, "
            + notice.webhook().header("ce-type").orElse("a CloudEvent of")
            + " "
            + notice.webhook().body().length()
            + " characters; signature verified: "
            + notice.webhook().header("webhook-signature").orElse("none"));
  }
}
