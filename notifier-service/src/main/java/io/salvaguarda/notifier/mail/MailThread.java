package io.salvaguarda.notifier.mail;

import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.notice.Notice;

/**
 * The headers that hold an incident's mails together: the first mail to a channel has an id made of
 * the incident, all others refer to it. A repeated attempt has the same id as the one before.
 */
final class MailThread {

  private final String domain;

  /**
   * @param from the sender, with or without a name
   */
  MailThread(String from) {
    String address = from.replaceAll("[<>]", " ").strip();
    this.domain = address.substring(address.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }

  String messageId(Delivery delivery) {
    return opens(delivery.notice()) ? root(delivery) : id(delivery.id().toString());
  }

  /** The id of the thread's first mail to this channel. */
  String root(Delivery delivery) {
    return id(delivery.notice().thread() + "." + delivery.channel());
  }

  /** Whether the notice is the first of its thread. */
  static boolean opens(Notice notice) {
    return switch (notice) {
      case Notice.Trouble trouble ->
          trouble.occurrences() == 1 && trouble.thread().equals(trouble.incidentId());
      case Notice.Several several -> true;
      case Notice.Again again -> false;
      case Notice.Acknowledged acknowledged -> false;
      case Notice.Recovered recovered -> false;
      case Notice.SeveralRecovered several -> false;
      case Notice.Undelivered undelivered -> undelivered.incident().isEmpty();
      case Notice.Trial trial -> true;
      case Notice.Report report -> true;
      case Notice.Fact fact -> true; // never a mail
    };
  }

  private String id(String local) {
    return "<" + local + "@" + domain + ">";
  }
}
