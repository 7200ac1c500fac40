package io.salvaguarda.config;

/** How a team is reached. */
public sealed interface Channel permits MailChannel, WebhookChannel {
  /** Its key in the file. */
  String name();
}
