package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.ssl.PGjdbcHostnameVerifier;
import org.postgresql.util.PSQLException;

/** TLS by the JDBC driver's own factory, so that each sslmode trusts here what it trusts there. */
final class TlsTransport implements Transport {
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;

  private TlsTransport(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Shakes hands on a connection whose server agreed to TLS. */
  static TlsTransport over(Socket plain, ConnectionSpec spec) throws IOException {
    try {
      LibPQFactory factory = new LibPQFactory(properties(spec));
      SSLSocket socket =
          (SSLSocket) factory.createSocket(plain, spec.host(), spec.port(), /* autoClose= */ true);
      socket.setUseClientMode(true);
      socket.startHandshake();
      factory.throwKeyManagerException();
      if (spec.sslMode() == SslMode.VERIFY_FULL
          && !PGjdbcHostnameVerifier.INSTANCE.verify(spec.host(), socket.getSession())) {
        throw new SSLPeerUnverifiedException(
            "the server's certificate is not for the name " + spec.host());
      }
      return new TlsTransport(socket);
    } catch (PSQLException e) {
      throw new SSLException(e.getMessage(), e);
    }
  }

  private static Properties properties(ConnectionSpec spec) {
    Properties properties = new Properties();
    SslMode mode = spec.sslMode() == SslMode.ALLOW ? SslMode.REQUIRE : spec.sslMode();
    PGProperty.SSL_MODE.set(properties, mode.spelled());
    spec.rootCertificate()
        .ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()));
    return properties;
  }

  @Override
  public ByteBuffer newBuffer(int bytes) {
    return ByteBuffer.allocate(bytes);
  }

  @Override
  public int read(ByteBuffer into, int atMostMillis) throws IOException {
    socket.setSoTimeout(atMostMillis);
    int count = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (count > 0) {
      into.position(into.position() + count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    bytes.position(bytes.limit());
    out.flush();
  }

  @Override
  public boolean confidential() {
    return true;
  }

  @Override
  public Optional<X509Certificate> certificate() {
    try {
      return socket.getSession().getPeerCertificates()[0] instanceof X509Certificate x
          ? Optional.of(x)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
