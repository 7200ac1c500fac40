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
  private static final PostgresFailure CANCELLED =
      PostgresFailure.terminal(
          PostgresError.CANCELLED, "the dump of the roles was cancelled", "None.");

  private final ToolContext context;
  private final ConnectionSpec spec;
  private ToolRun running;
  private boolean cancelled;

  public GlobalsDump(ToolContext context, ConnectionSpec spec) {
    this.context = context;
    this.spec = spec;
  }

  /** Blocks until it has ended; once. */
  public Outcome<Globals> run() {
    return switch (dump(List.of())) {
      case Outcome.Done<String> all -> Outcome.done(new Globals(all.value(), true, ""));
      case Outcome.Failed<String> refused
          when refused.failure().error() == PostgresError.SOURCE_PERMISSION ->
          switch (dump(List.of("--no-role-passwords"))) {
            case Outcome.Done<String> rest -> Outcome.done(withoutPasswords(rest.value()));
            case Outcome.Failed<String> failed -> Outcome.failed(failed.failure());
          };
      case Outcome.Failed<String> failed -> Outcome.failed(failed.failure());
    };
  }

  /** Kills pg_dumpall, from any thread; the run ends as a failure of the kind CANCELLED. */
  public synchronized void cancel() {
    cancelled = true;
    if (running != null) {
      running.kill();
    }
  }

  private Globals withoutPasswords(String script) {
    return new Globals(
        script,
        false,
        "the user %s may not read pg_authid: the roles are kept without their passwords"
            .formatted(spec.user()));
  }

  private Outcome<String> dump(List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--globals-only", "--no-password", "--encoding=UTF8", "-d", "service=salvaguarda"));
    arguments.addAll(more);
    return switch (Outcome.of(() -> ToolRun.start(context, "pg_dumpall", arguments, spec))) {
      case Outcome.Done<ToolRun> started -> read(started.value());
      case Outcome.Failed<ToolRun> failed -> Outcome.failed(failed.failure());
    };
  }

  private Outcome<String> read(ToolRun started) {
    try (ToolRun run = started) {
      watch(run);
      run.stdin().close();
      byte[] script = run.stdout().readNBytes(LIMIT);
      run.stdout().transferTo(OutputStream.nullOutputStream());
      int exit = run.waitFor();
      if (exit == 0) {
        return Outcome.done(new String(script, StandardCharsets.UTF_8));
      }
      return Outcome.failed(
          wasCancelled()
              ? CANCELLED
              : DumpFailures.classify("pg_dumpall", exit, run.logTail(), spec));
    } catch (IOException e) {
      return Outcome.failed(
          wasCancelled()
              ? CANCELLED
              : PostgresFailure.retryable(
                  PostgresError.DUMP_FAILED,
                  "pg_dumpall's output broke off",
                  "It is tried again."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(CANCELLED);
    }
  }

  private synchronized void watch(ToolRun run) {
    running = run;
    if (cancelled) {
      run.kill();
    }
  }

  private synchronized boolean wasCancelled() {
    return cancelled;
  }
}
