package io.salvaguarda.local.stack;

import io.salvaguarda.local.KafkaBroker;
import io.salvaguarda.local.MailServer;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.local.WebhookReceiver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/** The servers that the services work with, started together and closed together. */
final class Servers implements AutoCloseable {
  private static final String OURS = "rwx------";
  private static final String OPEN_TO_POSTGRES = "rwx--x--x";

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private KafkaBroker kafka;
  private S3Server s3;
  private PostgresServer catalog;
  private PostgresServer source;
  private MailServer mail;
  private WebhookReceiver webhooks;

  private Servers() {}

  /** Starts all; those that came up are closed again when another did not. */
  static Servers start(StackHome home, boolean https, int mailPort, int webhookPort) {
    Servers servers = new Servers();
    try {
      InParallel.<Object>all(
          List.of(
              () -> servers.kafka = servers.track(KafkaBroker.start(home.folder("kafka", OURS))),
              () -> servers.s3 = servers.track(s3(home, https)),
              () ->
                  servers.catalog =
                      servers.track(PostgresServer.start(home.folder("catalog", OPEN_TO_POSTGRES))),
              () ->
                  servers.source =
                      servers.track(PostgresServer.start(home.folder("source", OPEN_TO_POSTGRES))),
              () -> servers.mail = servers.track(MailServer.start(mailPort)),
              () -> servers.webhooks = servers.track(WebhookReceiver.start(webhookPort))));
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private static S3Server s3(StackHome home, boolean https) {
    return https
        ? S3Server.startTls(home.folder("s3", OURS))
        : S3Server.start(home.folder("s3", OURS));
  }

  private synchronized <T extends AutoCloseable> T track(T server) {
    started.push(server);
    return server;
  }

  KafkaBroker kafka() {
    return kafka;
  }

  S3Server s3() {
    return s3;
  }

  PostgresServer catalog() {
    return catalog;
  }

  PostgresServer source() {
    return source;
  }

  MailServer mail() {
    return mail;
  }

  WebhookReceiver webhooks() {
    return webhooks;
  }

  @Override
  public synchronized void close() {
    InParallel.all(
        started.stream()
            .<Callable<Boolean>>map(
                server ->
                    () -> {
                      server.close();
                      return true;
                    })
            .toList());
    started.clear();
  }
}
