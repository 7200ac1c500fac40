package io.salvaguarda.postgres.physical;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a backup's configuration belongs to the machine that it came from: libraries, programs,
 * certificates, folders, addresses. A server of ours uses none of it; people are told, because the
 * restored cluster will want it.
 */
final class ForeignSettings {
  private static final int LIMIT = 4 << 20;
  private static final Pattern LINE =
      Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_.]*)\\s*(?:=|\\s)\\s*('(?:[^']|'')*'|[^\\s#]+).*");

  /** Their values name things, and are no secrets. */
  private static final Set<String> SHOWN =
      Set.of(
          "shared_preload_libraries",
          "session_preload_libraries",
          "local_preload_libraries",
          "archive_library",
          "data_directory",
          "hba_file",
          "ident_file",
          "external_pid_file",
          "include",
          "include_dir",
          "include_if_exists",
          "log_directory",
          "listen_addresses",
          "unix_socket_directories",
          "stats_temp_directory",
          "ssl_cert_file",
          "ssl_key_file",
          "ssl_ca_file",
          "shared_buffers",
          "huge_pages",
          "dynamic_library_path",
          "jit_provider",
          "extension_control_path");

  /** What initdb writes down. */
  private static final Map<String, String> DEFAULTS = Map.of("shared_buffers", "128MB");

  /** They may hold passwords. */
  private static final Set<String> HIDDEN =
      Set.of(
          "archive_command",
          "archive_cleanup_command",
          "recovery_end_command",
          "restore_command",
          "primary_conninfo",
          "ssl_passphrase_command");

  private ForeignSettings() {}

  static List<String> notes(DataDirectory data) {
    List<String> notes = new ArrayList<>();
    Map<String, String> found = new LinkedHashMap<>();
    if (!Files.exists(data.path().resolve("postgresql.conf"))) {
      notes.add("the source keeps postgresql.conf outside its data directory: no backup has it");
    }
    for (String file : List.of("postgresql.conf", "postgresql.auto.conf")) {
      read(data.path().resolve(file), found);
    }
    if (on(found.get("ssl"))) {
      notes.add("not used here: ssl = on, with the certificate files of the source");
    }
    found.forEach(
        (name, value) -> {
          if (SHOWN.contains(name) && !value.equals(DEFAULTS.get(name))) {
            notes.add("not used here: " + name + " = " + value);
          } else if (HIDDEN.contains(name)) {
            notes.add("not used here: " + name);
          }
        });
    for (String signal : List.of("recovery.signal", "standby.signal")) {
      if (Files.exists(data.path().resolve(signal))) {
        notes.add("the backup held a " + signal + ", left over or of a standby; not used here");
      }
    }
    return notes;
  }

  private static boolean on(String value) {
    return value != null
        && Set.of("on", "true", "yes", "1").contains(value.toLowerCase(Locale.ROOT));
  }

  /** Later settings win; what cannot be read tells nothing. */
  private static void read(Path file, Map<String, String> found) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LIMIT) {
        return;
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        Matcher setting = LINE.matcher(line);
        if (setting.matches()) {
          found.put(setting.group(1).toLowerCase(Locale.ROOT), plain(setting.group(2)));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String plain(String value) {
    String bare =
        value.startsWith("'") ? value.substring(1, value.length() - 1).replace("''", "'") : value;
    return bare.length() <= 200 ? bare : bare.substring(0, 200) + "…";
  }
}
