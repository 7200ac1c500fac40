package io.salvaguarda.postgres.physical;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The settings of a server of ours on a data directory of somebody else's. */
final class ServerSettings {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int FIRST_WITH_EVENT_TRIGGER_SWITCH = 17;
  private static final int CONNECTIONS = 20;
  private static final long MIB = 1 << 20;

  private final Map<String, String> settings = new LinkedHashMap<>();

  /**
   * @param sockets the only place to reach it
   */
  ServerSettings(ServerRules rules, ControlData control, int major, Path sockets) {
    settings.putAll(rules.parameters());
    settings.put("listen_addresses", "");
    settings.put("unix_socket_directories", sockets.toString());
    settings.put("unix_socket_permissions", "0700");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("archive_mode", "off");
    settings.put("ssl", "off");
    settings.put("shared_preload_libraries", "");
    settings.put("dynamic_shared_memory_type", "mmap");
    settings.put("huge_pages", "off");
    settings.put("logging_collector", "off");
    settings.put("log_destination", "stderr");
    settings.put("log_error_verbosity", "terse");
    settings.put("log_min_error_statement", "panic");
    settings.put("log_line_prefix", RecoveryLog.PREFIX);
    settings.put("log_timezone", "UTC");
    settings.put("timezone", "UTC");
    settings.put("lc_messages", "C");
    if (major >= FIRST_WITH_EVENT_TRIGGER_SWITCH) {
      settings.put("event_triggers", "off");
    }
    limits(control);
  }

  /** Few may connect, but prepared transactions come back with all their locks. */
  private void limits(ControlData control) {
    int prepared = control.maxPreparedTransactions();
    long locks =
        (long) control.maxLocksPerTransaction()
            * (control.maxConnections() + prepared)
            / (CONNECTIONS + prepared);
    settings.put("max_connections", String.valueOf(CONNECTIONS));
    settings.put("max_prepared_transactions", String.valueOf(prepared));
    settings.put("max_locks_per_transaction", String.valueOf(Math.max(256, locks + 1)));
    long segmentMiB = Math.max(16, control.walSegmentBytes() / MIB);
    settings.put("min_wal_size", 5 * segmentMiB + "MB");
    settings.put("max_wal_size", Math.max(4096, 20 * segmentMiB) + "MB");
    // a replica needs the segment in which the timeline begins
    settings.put("wal_keep_size", 2 * segmentMiB + "MB");
  }

  /** Reading WAL up to a target, and nobody may look on. */
  ServerSettings recovering(RecoverySettings recovery) {
    settings.put("hot_standby", "off");
    settings.put("restore_command", recovery.restoreCommand().orElse("false"));
    settings.put("recovery_target_action", "promote");
    settings.put(
        "recovery_target_timeline",
        switch (recovery.timeline()) {
          case RecoveryTimeline.Latest latest -> "latest";
          case RecoveryTimeline.Current current -> "current";
          case RecoveryTimeline.Numbered numbered -> String.valueOf(numbered.timeline());
        });
    target(recovery.target());
    return this;
  }

  /** With the limits that it and its replica have in common. */
  ServerSettings within(ReplicaLimits common) {
    common.settings().forEach((name, value) -> settings.put(name, String.valueOf(value)));
    return this;
  }

  /**
   * Following a primary.
   *
   * @param readable what was written with larger limits than its own is replayed only by one that
   *     is not
   */
  ServerSettings following(ReplicaSource source, boolean readable) {
    settings.put("hot_standby", readable ? "on" : "off");
    settings.put("restore_command", source.restoreCommand());
    settings.put("recovery_target_timeline", String.valueOf(source.timeline()));
    settings.put("primary_conninfo", source.conninfo());
    settings.put("primary_slot_name", source.login().slot());
    return this;
  }

  private void target(RecoveryTarget target) {
    switch (target) {
      case RecoveryTarget.Consistent consistent -> settings.put("recovery_target", "immediate");
      case RecoveryTarget.Latest latest -> {}
      case RecoveryTarget.AtTime at ->
          target("recovery_target_time", spelled(at.time()), at.inclusive());
      case RecoveryTarget.AtLsn at ->
          target("recovery_target_lsn", at.lsn().toString(), at.inclusive());
      case RecoveryTarget.AtXid at ->
          target("recovery_target_xid", String.valueOf(at.xid()), at.inclusive());
      case RecoveryTarget.AtName at -> settings.put("recovery_target_name", at.name());
    }
  }

  private void target(String name, String value, boolean inclusive) {
    settings.put(name, value);
    settings.put("recovery_target_inclusive", inclusive ? "on" : "off");
  }

  private static String spelled(Instant time) {
    return TIME.format(time) + "+00";
  }

  Map<String, String> map() {
    return settings;
  }
}
