package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code pg_dumpall --globals-only}. With the passwords' hashes where the user may read them,
 * since roles without passwords cannot log in after a disaster; without them elsewhere, and the
 * result says so.
 */
public final class GlobalsDump {
  private static final int LIMIT = 64 << 20;

  private GlobalsDump() {}

  public static Outcome<Globals> run(ToolContext context, ConnectionSpec spec) {
    return switch (dump(context, spec, List.of())) {
      case Outcome.Done<String> all -> Outcome.done(new Globals(all.value(), true, ""));
      case Outcome.Failed<String> refused
          when refused.failure().error() == PostgresError.SOURCE_PERMISSION ->
          switch (dump(context, spec, List.of("--no-role-passwords"))) {
            case Outcome.Done<String> rest -> Outcome.done(withoutPasswords(rest.value(), spec));
            case Outcome.Failed<String> failed -> Outcome.failed(failed.failure());
          };
      case Outcome.Failed<String> failed -> Outcome.failed(failed.failure());
    };
  }

  private static Globals withoutPasswords(String script, ConnectionSpec spec) {
    return new Globals(
        script,
        false,
        "the user %s may not read pg_authid: the roles are kept without their passwords"
            .formatted(spec.user()));
  }

  private static Outcome<String> dump(ToolContext context, ConnectionSpec spec, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--globals-only", "--no-password", "--encoding=UTF8", "-d", "service=salvaguarda"));
    arguments.addAll(more);
    return switch (Outcome.of(() -> ToolRun.start(context, "pg_dumpall", arguments, spec))) {
      case Outcome.Done<ToolRun> started -> read(started.value(), spec);
      case Outcome.Failed<ToolRun> failed -> Outcome.failed(failed.failure());
    };
  }

  private static Outcome<String> read(ToolRun started, ConnectionSpec spec) {
    try (ToolRun run = started) {
      run.stdin().close();
      byte[] script = run.stdout().readNBytes(LIMIT);
      run.stdout().transferTo(OutputStream.nullOutputStream());
      int exit = run.waitFor();
      return exit == 0
          ? Outcome.done(new String(script, StandardCharsets.UTF_8))
          : Outcome.failed(DumpFailures.classify("pg_dumpall", exit, run.logTail(), spec));
    } catch (IOException e) {
      return Outcome.failed(
          PostgresFailure.retryable(
              PostgresError.DUMP_FAILED, "pg_dumpall's output broke off", "It is tried again."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(
          PostgresFailure.terminal(
              PostgresError.CANCELLED, "the dump of the roles was interrupted", "None."));
    }
  }
}
