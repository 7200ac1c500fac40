package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.PostgresFailure.inconclusive;
import static io.salvaguarda.postgres.PostgresFailure.retryable;
import static io.salvaguarda.postgres.PostgresFailure.terminal;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed pg_restore means: the backup's fault, the server's, or this machine's. */
final class RestoreFailures {
  private static final int KILLED = 128 + 9;

  private static final Pattern EXTENSION_LACKING =
      Pattern.compile(
          "extension \"([^\"]*)\" is not available"
              + "|could not open extension control file \"[^\"]*/([^\"/]*)\\.control\""
              + "|could not access file \"([^\"]*)\": No such file"
              + "|could not load library \"([^\"]*)\""
              + "|extension \"([^\"]*)\" has no installation script"
              + "|([\\w.-]+) (?:must|can only) be loaded via (?:\"?)shared_preload_libraries");
  private static final Pattern LOCALE_LACKING =
      Pattern.compile(
          "could not create locale|invalid locale name|could not open collator|collation .* for encoding");
  private static final Pattern DISK =
      Pattern.compile("No space left on device|could not extend file|temp_file_limit");
  private static final Pattern CONNECTION =
      Pattern.compile(
          "server closed the connection|terminating connection|connection to server"
              + "|out of memory|out of shared memory|could not receive data|SSL SYSCALL"
              + "|canceling statement due to");
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "valid archive|could not read from input file|unexpected end of file|unrecognized data block"
              + "|could not find block ID|found unexpected block ID|unsupported version|corrupt|did not find magic"
              + "|unexpected section code|entry ID .* out of range|could not uncompress");
  private static final Pattern ROLE_LACKING = Pattern.compile("role \"([^\"]*)\" does not exist");
  private static final Pattern PERMISSION =
      Pattern.compile("permission denied|must be (?:owner|superuser|able)");

  private RestoreFailures() {}

  static PostgresFailure classify(
      int exit, List<String> tail, ConnectionSpec database, RestoreOptions options) {
    String said = String.join("\n", tail);
    PostgresFailure failure =
        options.side() == Side.SANDBOX
            ? inSandbox(exit, said, options)
            : onTarget(exit, said, database);
    return failure.withLogTail(tail);
  }

  private static PostgresFailure inSandbox(int exit, String said, RestoreOptions options) {
    Matcher extension = EXTENSION_LACKING.matcher(said);
    if (extension.find()) {
      return inconclusive(
          PostgresError.SANDBOX_FAILED,
          "the sandbox lacks an extension of the source: " + firstGroup(extension),
          "Install that extension's package for the same PostgreSQL version on this machine.");
    }
    if (LOCALE_LACKING.matcher(said).find()) {
      return inconclusive(
          PostgresError.SANDBOX_FAILED,
          "the sandbox lacks a locale of the source",
          "Install the source's locales on this machine (Debian: the package locales-all).");
    }
    if (DISK.matcher(said).find()) {
      return inconclusive(
          PostgresError.DISK_FULL,
          "the sandbox's disk is full",
          "Make room in the scratch folder or move it to a larger disk.");
    }
    if (CONNECTION.matcher(said).find() || exit >= 128 || said.isEmpty()) {
      return inconclusive(
          PostgresError.SANDBOX_FAILED,
          "the sandbox or pg_restore died (exit status " + exit + ")",
          "The check is tried again; see this machine's memory and kernel log if it repeats.");
    }
    if (options.approximate() && !ARCHIVE.matcher(said).find()) {
      return inconclusive(
          PostgresError.SANDBOX_FAILED,
          "the restore failed in a database whose locale is not the source's",
          "Install the source's locale on this machine, so that the check can be trusted.");
    }
    return terminal(
        PostgresError.RESTORE_FAILED,
        "the backup cannot be restored (pg_restore's exit status " + exit + ")",
        "Do not use this backup; take a new one and check the source if it repeats.");
  }

  private static PostgresFailure onTarget(int exit, String said, ConnectionSpec database) {
    String where = " (" + database.describe() + ")";
    Matcher extension = EXTENSION_LACKING.matcher(said);
    if (extension.find()) {
      return terminal(
          PostgresError.RESTORE_FAILED,
          "the target server lacks the extension " + firstGroup(extension) + where,
          "Install that extension's package on the target server.");
    }
    Matcher role = ROLE_LACKING.matcher(said);
    if (role.find()) {
      return terminal(
          PostgresError.RESTORE_FAILED,
          "the target server lacks the role " + role.group(1) + where,
          "Create the missing roles, or restore without owners.");
    }
    if (DISK.matcher(said).find()) {
      return retryable(
          PostgresError.DISK_FULL, "the target's disk is full" + where, "Make room on it.");
    }
    if (PERMISSION.matcher(said).find()) {
      return terminal(
          PostgresError.SOURCE_PERMISSION,
          "the user may not do what the restore needs" + where,
          "Restore as a superuser, or without owners.");
    }
    if (CONNECTION.matcher(said).find() || exit == KILLED) {
      return retryable(
          PostgresError.RESTORE_FAILED,
          "the connection to the target was lost" + where,
          "Check the target server; the restore begins anew.");
    }
    return terminal(
        PostgresError.RESTORE_FAILED,
        "pg_restore exited with status " + exit + where,
        "See its last lines; the target was not put into use.");
  }

  private static String firstGroup(Matcher matcher) {
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return "unknown";
  }
}
