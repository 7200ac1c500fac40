package io.salvaguarda.local;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An SMTP server in this JVM that accepts every message and shows what it received. Stopped, it
 * starts again on the same port and still knows what it received before.
 */
public final class MailServer implements AutoCloseable {
  private final int port;
  private final List<ReceivedMail> before = new ArrayList<>();
  private GreenMail server;

  private MailServer(int port) {
    this.port = port;
    restart();
  }

  /** Starts a server on a free port of 127.0.0.1. */
  public static MailServer start() {
    return start(Ports.free());
  }

  /** Starts a server on this port of 127.0.0.1. */
  public static MailServer start(int port) {
    return new MailServer(port);
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** All messages received so far, oldest first; one for each recipient. */
  public synchronized List<ReceivedMail> received() {
    return Stream.concat(before.stream(), now()).toList();
  }

  /** Refuses connections until {@link #restart}. */
  public synchronized void stop() {
    if (server != null) {
      before.addAll(now().toList());
      server.stop();
      server = null;
    }
  }

  /** Accepts connections again, on the same port. */
  public synchronized void restart() {
    stop();
    server = new GreenMail(new ServerSetup(port, host(), ServerSetup.PROTOCOL_SMTP));
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
  }

  @Override
  public void close() {
    stop();
  }

  private Stream<ReceivedMail> now() {
    return server == null
        ? Stream.empty()
        : Stream.of(server.getReceivedMessages()).map(ReceivedMail::of);
  }
}
