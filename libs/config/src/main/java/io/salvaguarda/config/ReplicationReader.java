package io.salvaguarda.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a source says about physical backups and its write-ahead log. */
final class ReplicationReader {
  static final String USER = "replicationUser";
  static final String PASSWORD = "replicationPassword";
  static final String WAL = "wal";
  static final String FLUSH = "walFlush";
  static final String HEARTBEAT = "heartbeat";

  private static final Duration USUAL_FLUSH = Duration.ofSeconds(10);
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final String FLUSH_REMEDY = "Write how much may be lost, such as \"10s\".";
  private static final String HEARTBEAT_REMEDY = "Write how often, such as \"10s\".";
  private static final Map<String, WalMode> WAL_MODES =
      Arrays.stream(WalMode.values()).collect(Collectors.toMap(WalMode::word, Function.identity()));

  private ReplicationReader() {}

  /** User and password stand together, and every way to the log needs them. */
  static Optional<ReplicationAccess> access(YamlMap source, WalMode wal) {
    boolean wanted =
        source.get(USER).isPresent() || source.get(PASSWORD).isPresent() || wal != WalMode.NONE;
    if (!wanted) {
      return Optional.empty();
    }
    Optional<String> user = source.require(USER, "replicator").map(SourceReader::nameOf);
    Optional<Secret> password =
        source.require(PASSWORD, "\"file:/run/secrets/name\"").map(YamlValue::secret);
    return user.flatMap(name -> password.map(secret -> new ReplicationAccess(name, secret)));
  }

  static WalMode wal(YamlMap source) {
    return source
        .get(WAL)
        .map(mode -> mode.oneOf(WalMode.NONE, "value of wal", WAL_MODES))
        .orElse(WalMode.NONE);
  }

  static Duration flush(YamlMap source) {
    return source
        .get(FLUSH)
        .map(time -> time.parsed(USUAL_FLUSH, ReplicationReader::flush))
        .orElse(USUAL_FLUSH);
  }

  static Optional<Duration> heartbeat(YamlMap source) {
    return source
        .get(HEARTBEAT)
        .map(time -> time.parsed(USUAL_FLUSH, ReplicationReader::heartbeat));
  }

  private static Duration flush(String text) throws Refused {
    return upToAnHour(text, FLUSH_REMEDY);
  }

  private static Duration heartbeat(String text) throws Refused {
    return upToAnHour(text, HEARTBEAT_REMEDY);
  }

  private static Duration upToAnHour(String text, String remedy) throws Refused {
    Duration time;
    try {
      time = Durations.parse(text);
    } catch (Refused e) {
      throw new Refused(e.getMessage(), remedy);
    }
    if (time.compareTo(AN_HOUR) > 0) {
      throw new Refused("is longer than an hour", remedy);
    }
    return time;
  }
}
