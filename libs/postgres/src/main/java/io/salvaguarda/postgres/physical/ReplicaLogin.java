package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Password;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a replica is to its primary: a role of its own and a slot of the same name. The password
 * lies in a file of the replica's data directory, named relative to it, so that the directory may
 * be moved.
 *
 * @param name of both
 */
public record ReplicaLogin(String name, Password password) {

  /** In the replica's data directory, mode 0600, as libpq reads it. */
  public static final String PASSWORD_FILE = "salvaguarda_replica.pgpass";

  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final int PASSWORD_BYTES = 24;

  public ReplicaLogin {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a role and a slot: " + name);
    }
  }

  /** With a password that nobody has seen. */
  public static ReplicaLogin generated(String name) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ReplicaLogin(name, Password.of(HexFormat.of().formatHex(bytes)));
  }

  String slot() {
    return name;
  }

  /** For every host and port: the connection string says which. */
  String passwordLine() {
    return "*:*:*:" + name + ":" + password.reveal() + "\n";
  }

  /**
   * For {@code primary_conninfo}; holds no secret.
   *
   * @param host a name, an address, or the folder of a Unix socket
   */
  public String conninfo(String host, int port) {
    return "host='%s' port=%d user=%s passfile=%s application_name=%s"
        .formatted(host.replace("\\", "\\\\").replace("'", "\\'"), port, name, PASSWORD_FILE, name);
  }
}
