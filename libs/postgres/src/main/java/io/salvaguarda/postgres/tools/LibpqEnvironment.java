package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands a connection to a libpq program through a service file and a password file that only its
 * user can read, and through its environment.
 *
 * <p>Names go into the environment, where libpq takes them as they are: a service file has no
 * escapes, trims blanks and ends values at line breaks, and a name in argv would be parsed. The one
 * name that the environment cannot carry is a non-ASCII one when this JVM runs in the C locale;
 * that goes into the service file where it survives there, and is refused where it does not.
 */
final class LibpqEnvironment {
  static final String SERVICE = "salvaguarda";
  private static final int CONNECT_SECONDS = 30;

  private LibpqEnvironment() {}

  /** Writes the files into the folder and returns the variables that make libpq use them. */
  static Map<String, String> of(ConnectionSpec spec, JobFolder folder) throws IOException {
    return of(spec, folder, Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII")));
  }

  /**
   * @param environmentCharset what this JVM writes its children's variables in
   */
  static Map<String, String> of(ConnectionSpec spec, JobFolder folder, Charset environmentCharset)
      throws IOException {
    CharsetEncoder environment = environmentCharset.newEncoder();
    Map<String, String> variables = new LinkedHashMap<>();
    StringBuilder service = new StringBuilder("[" + SERVICE + "]\n");
    service.append("host=").append(spec.host()).append('\n');
    service.append("port=").append(spec.port()).append('\n');
    service.append("sslmode=").append(spec.sslMode().spelled()).append('\n');
    service.append("connect_timeout=").append(CONNECT_SECONDS).append('\n');
    service.append("application_name=salvaguarda\n");
    service.append("keepalives_idle=60\nkeepalives_interval=15\nkeepalives_count=4\n");
    name("dbname", "PGDATABASE", spec.database(), environment, variables, service);
    name("user", "PGUSER", spec.user(), environment, variables, service);
    password(spec, folder, variables);
    rootCertificate(spec, folder, variables);
    variables.put("PGSERVICE", SERVICE);
    variables.put("PGSERVICEFILE", folder.write("pg_service.conf", service.toString()).toString());
    return variables;
  }

  private static void name(
      String key,
      String variable,
      String value,
      CharsetEncoder environment,
      Map<String, String> variables,
      StringBuilder service) {
    if (environment.canEncode(value)) {
      variables.put(variable, value);
    } else if (value.lines().count() == 1 && value.equals(value.strip())) {
      service.append(key).append('=').append(value).append('\n');
    } else {
      throw new PostgresException(
          PostgresFailure.terminal(
              PostgresError.CONFIGURATION,
              "the name cannot be handed to PostgreSQL's programs in the locale of this process",
              "Start the service in a UTF-8 locale, for example with LC_ALL=C.UTF-8."));
    }
  }

  /** One line for every host and name: the file is of one job. */
  private static void password(ConnectionSpec spec, JobFolder folder, Map<String, String> variables)
      throws IOException {
    String password = spec.password().reveal();
    if (password.isEmpty()) {
      variables.put("PGPASSFILE", "/dev/null");
      return;
    }
    if (password.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
      throw new PostgresException(
          PostgresFailure.terminal(
              PostgresError.CONFIGURATION,
              "the password of "
                  + spec.user()
                  + " holds a line break, which a password file cannot",
              "Check the secret for a stray line break, or set a password without one."));
    }
    String escaped = password.replace("\\", "\\\\").replace(":", "\\:");
    variables.put("PGPASSFILE", folder.write("pgpass", "*:*:*:*:" + escaped + "\n").toString());
  }

  /**
   * A copy, because the program's user may not be able to read the file. Without one, libpq would
   * look in the home of the program's user; the driver looks in this process's.
   */
  private static void rootCertificate(
      ConnectionSpec spec, JobFolder folder, Map<String, String> variables) throws IOException {
    Path home = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
    Path trusted = spec.rootCertificate().orElse(home);
    if (spec.rootCertificate().isPresent() || Files.isReadable(trusted)) {
      String copy = folder.write("root.crt", Files.readString(trusted)).toString();
      variables.put("PGSSLROOTCERT", copy);
    }
  }
}
