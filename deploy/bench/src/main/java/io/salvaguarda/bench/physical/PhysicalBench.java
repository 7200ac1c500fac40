package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.Report;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.StackOptions;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./salva bench --physical [--data-mib N] [--rounds N] [--segments N] [--out FOLDER] [--jfr
 * FOLDER]}: whole clusters, and their log, beside pgBackRest and barman-cloud-backup, in turn, of
 * the same cluster, into the same S3 server over TLS on this machine.
 */
public final class PhysicalBench {

  static final String RESTORES = "restores";

  private final PhysicalOptions options;
  private final Path home;

  private PhysicalBench(PhysicalOptions options, Path home) {
    this.options = options;
    this.home = home;
  }

  /** Exits 0 when all was measured, whatever the figures say; 2 when the options make no sense. */
  public static void main(String[] arguments) throws Exception {
    PhysicalOptions options;
    try {
      options = PhysicalOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (!Files.isExecutable(PgBackRest.PROGRAM)) {
      System.err.println("bench: pgBackRest is not installed (Debian: pgbackrest)");
      System.exit(2);
      return;
    }
    Path home = Files.createTempDirectory("salvaguarda-bench-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    try {
      new PhysicalBench(options, home).run();
    } finally {
      JobFolder.wipe(home);
    }
  }

  private void run() throws IOException, InterruptedException {
    say("starting the suite and filling a cluster of about " + options.dataMebibytes() + " MiB");
    Path restores = Files.createDirectory(home.resolve(RESTORES));
    Files.setPosixFilePermissions(restores, PosixFilePermissions.fromString("rwx--x--x"));
    try (LocalStack stack = LocalStack.start(stackOptions(restores))) {
      reconfigure(stack);
      SourceCluster source = new SourceCluster(stack, options.dataMebibytes() * 3 / 4);
      source.prepare();
      PgBackRest foreign = new PgBackRest(stack, home);
      BackupRounds backups =
          new BackupRounds(stack, source, foreign, new Barman(stack, home), home);
      say("warming up");
      backups.warmUp();
      long bytes = source.bytes();
      for (int round = 1; round <= options.rounds(); round++) {
        say("backups, round " + round + " of " + options.rounds());
        backups.round(round);
      }
      say("writing " + options.segments() + " segments of log, and archiving them");
      LogRounds log = new LogRounds(stack, source, foreign, home);
      log.run(options.segments(), options.rounds());
      new PhysicalReport(new Report(options.out())).write(backups.samples(), bytes, log);
    }
  }

  /** No verify-service: it would restore each backup beside what is being measured. */
  private StackOptions stackOptions(Path restores) {
    return StackOptions.in(home.resolve("stack"))
        .withData(options.dataMebibytes() / 4)
        .withHttps(true)
        .withServices(Set.of(SuiteService.BACKUP, SuiteService.RESTORE))
        .withEnvironment(environment(restores));
  }

  private Map<String, String> environment(Path restores) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SALVAGUARDA_RESTORE_DIRECTORIES", restores.toString());
    environment.put("SALVAGUARDA_WAL_WATCH", "6h");
    options
        .jfr()
        .ifPresent(
            folder ->
                environment.put(
                    "JAVA_TOOL_OPTIONS",
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=%s/%%p.jfr"
                        .formatted(folder)));
    return environment;
  }

  /** Adds a source for each run of archiving. */
  private void reconfigure(LocalStack stack) throws IOException {
    String yaml = Files.readString(stack.configuration());
    int begin = yaml.indexOf("    type: postgresql");
    int end = yaml.indexOf("plans:");
    String source = yaml.substring(begin, end) + "    wal: push\n";
    StringBuilder more = new StringBuilder();
    for (int run = 0; run < LogRounds.sources(options.rounds()); run++) {
      more.append("  " + LogRounds.sourceOf(run) + ":\n" + source);
    }
    Files.writeString(stack.configuration(), yaml.substring(0, end) + more + yaml.substring(end));
    for (ServiceInstance instance : stack.services()) {
      instance.process().stop();
      instance.process().start();
    }
  }

  static void say(String what) {
    System.out.println("bench: " + what);
  }
}
