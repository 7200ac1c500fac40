package io.salvaguarda.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code sources}. */
final class SourceReader {
  /** PostgreSQL cuts longer names without a word. */
  private static final int LONGEST_NAME_BYTES = 63;

  private static final Map<String, SslMode> SSL_MODES =
      Arrays.stream(SslMode.values()).collect(Collectors.toMap(SslMode::word, Function.identity()));

  private final Sections sections;
  private final String defaultTeam;

  SourceReader(Sections sections, String defaultTeam) {
    this.sections = sections;
    this.defaultTeam = defaultTeam;
  }

  PostgresSource read(String id, YamlValue value) {
    YamlMap map =
        value.map(
            "type",
            "host",
            "port",
            "database",
            "user",
            "password",
            "restoreUser",
            "restorePassword",
            ReplicationReader.USER,
            ReplicationReader.PASSWORD,
            ReplicationReader.WAL,
            ReplicationReader.FLUSH,
            ReplicationReader.HEARTBEAT,
            "sslMode",
            "sslRootCertificate",
            "repository",
            "plan",
            "team");
    map.require("type", "postgresql")
        .ifPresent(type -> type.oneOf("", "type of source", Map.of("postgresql", "postgresql")));
    SslMode sslMode =
        map.get("sslMode")
            .map(mode -> mode.oneOf(SslMode.PREFER, "sslMode", SSL_MODES))
            .orElse(SslMode.PREFER);
    WalMode wal = ReplicationReader.wal(map);
    String user = name(map, "user");
    Secret password =
        map.require("password", "\"file:/run/secrets/name\"")
            .map(YamlValue::secret)
            .orElse(Secret.of(""));
    return new PostgresSource(
        id,
        map.require("host", "localhost").map(YamlValue::text).orElse(""),
        map.get("port").map(port -> port.integer(5432, 1, 65535)).orElse(5432),
        name(map, "database"),
        user,
        password,
        map.get("restoreUser").map(SourceReader::nameOf).orElse(user),
        restorePassword(map, password),
        sslMode,
        rootCertificate(map, sslMode),
        map.require("repository", "main").map(sections::repository).orElse(""),
        map.get("plan").map(sections::plan).orElse(Plan.DEFAULT_NAME),
        map.get("team").map(sections::team).orElse(defaultTeam),
        ReplicationReader.access(map, wal),
        wal,
        ReplicationReader.flush(map),
        ReplicationReader.heartbeat(map));
  }

  /** A user of its own needs a password of its own. */
  private static Secret restorePassword(YamlMap map, Secret password) {
    return map.get("restoreUser").isPresent()
        ? map.require("restorePassword", "\"file:/run/secrets/name\"")
            .map(YamlValue::secret)
            .orElse(password)
        : map.get("restorePassword").map(YamlValue::secret).orElse(password);
  }

  private static Optional<Path> rootCertificate(YamlMap map, SslMode sslMode) {
    if (sslMode.verifies()) {
      return map.require("sslRootCertificate", "/etc/ssl/certs/your-authority.pem")
          .map(YamlValue::certificates);
    }
    return map.get("sslRootCertificate").map(YamlValue::certificates);
  }

  private static String name(YamlMap map, String key) {
    return map.require(key, key.equals("user") ? "backup" : "orders")
        .map(SourceReader::nameOf)
        .orElse("");
  }

  static String nameOf(YamlValue value) {
    return value.parsed("", SourceReader::name);
  }

  private static String name(String text) throws Refused {
    if (text.indexOf('\0') >= 0) {
      throw new Refused(
          "is not a name that PostgreSQL can have: it holds a NUL", "Write the name exactly.");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME_BYTES) {
      throw new Refused(
          "is not a name that PostgreSQL can have: it has %d bytes".formatted(bytes),
          "Write the name exactly; it has at most 63 bytes.");
    }
    return text;
  }
}
