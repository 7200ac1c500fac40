package io.salvaguarda.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.newsclub.net.unix.AFUNIXSocketFactory;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens JDBC connections, over TCP or over a Unix socket, with names taken as they are. */
public final class PostgresConnections {
  private static final int CONNECT_SECONDS = 30;

  private PostgresConnections() {}

  /** A new connection, owned by the caller. Nothing is pooled. */
  public static Connection open(ConnectionSpec spec) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, spec.user());
    PGProperty.PASSWORD.set(properties, spec.password().reveal());
    PGProperty.APPLICATION_NAME.set(properties, "salvaguarda");
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    String where;
    if (spec.overUnixSocket()) {
      PGProperty.SOCKET_FACTORY.set(properties, AFUNIXSocketFactory.FactoryArg.class.getName());
      PGProperty.SOCKET_FACTORY_ARG.set(properties, spec.host() + "/.s.PGSQL." + spec.port());
      PGProperty.SSL_MODE.set(properties, SslMode.DISABLE.spelled());
      where = "localhost";
    } else {
      PGProperty.SSL_MODE.set(properties, spec.sslMode().spelled());
      spec.rootCertificate()
          .ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()));
      where = spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host();
    }
    String url = "jdbc:postgresql://" + where + ":" + spec.port() + "/" + encoded(spec.database());
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver refused its own URL", "08000");
    }
    return connection;
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
