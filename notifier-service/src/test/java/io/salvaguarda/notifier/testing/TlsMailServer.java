package io.salvaguarda.notifier.testing;

import io.salvaguarda.local.Tls;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that takes mail over TLS only, from one user. */
public final class TlsMailServer implements AutoCloseable {

  public static final String USER = "salvaguarda";
  public static final String PASSWORD = "correct horse";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger logins = new AtomicInteger();
  private final SMTPServer server;

  private TlsMailServer(SMTPServer.Builder settings) {
    server =
        settings
            .bindAddress(InetAddress.getLoopbackAddress())
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory((user, password, mail) -> log(user, password)))
            .messageHandler(
                (context, from, to, data) -> received.add(new String(data, StandardCharsets.UTF_8)))
            .build();
    server.start();
  }

  /** Speaks TLS after STARTTLS, and takes nothing before. */
  public static TlsMailServer startTls(Tls tls) {
    return new TlsMailServer(
        SMTPServer.port(0).enableTLS().requireTLS().startTlsSocketFactory(tls.serverContext()));
  }

  /** Speaks TLS from the first byte. */
  public static TlsMailServer implicitTls(Tls tls) {
    return new TlsMailServer(SMTPServer.port(0).serverSocketFactory(tls.serverContext()));
  }

  public int port() {
    return server.getPortAllocated();
  }

  /** The messages that it took. */
  public List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop();
  }

  /** How often somebody told a password. */
  public int logins() {
    return logins.get();
  }

  private void log(String user, String password) throws LoginFailedException {
    logins.incrementAndGet();
    if (!user.equals(USER) || !password.equals(PASSWORD)) {
      throw new LoginFailedException();
    }
  }
}
