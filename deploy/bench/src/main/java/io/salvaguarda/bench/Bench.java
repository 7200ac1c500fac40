package io.salvaguarda.bench;

import io.salvaguarda.bench.ThirtyDays.Change;
import io.salvaguarda.bench.ThirtyDays.Growth;
import io.salvaguarda.bench.physical.PhysicalBench;
import io.salvaguarda.bench.stages.StagesBench;
import io.salvaguarda.bench.wal.WalBench;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.ServiceInstance;
import io.salvaguarda.local.stack.StackOptions;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code ./salva bench [--data-mib N] [--rounds N] [--days N] [--days-data-mib N] [--big-gib N]
 * [--out FOLDER]}: the suite and the tools that users have today, in turn, on the same database,
 * into the same S3 server over TLS on this machine. Writes a table, every figure and plots. With
 * {@code --stages}: {@link StagesBench} instead; with {@code --wal FOLDER}: {@link WalBench}; with
 * {@code --physical}: {@link PhysicalBench}.
 */
public final class Bench {

  private final Options options;
  private final Path home;

  private Bench(Options options, Path home) {
    this.options = options;
    this.home = home;
  }

  /** Exits 0 when all was measured, whatever the figures say; 2 when the options make no sense. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("--wal")) {
      WalBench.main(Arrays.copyOfRange(arguments, 1, 2));
      return;
    }
    if (List.of(arguments).contains("--stages")) {
      StagesBench.main(without("--stages", arguments));
      return;
    }
    if (List.of(arguments).contains("--physical")) {
      PhysicalBench.main(without("--physical", arguments));
      return;
    }
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    Path home = Files.createTempDirectory("salvaguarda-bench-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    try {
      new Bench(options, home).run();
    } finally {
      JobFolder.wipe(home);
    }
  }

  private static String[] without(String option, String... arguments) {
    return Stream.of(arguments).filter(each -> !each.equals(option)).toArray(String[]::new);
  }

  private void run() throws IOException, InterruptedException {
    Report report = new Report(options.out());
    if (options.rounds() > 0) {
      mainJob(report);
    }
    if (options.days() > 0) {
      Map<Change, Growth> growth = new EnumMap<>(Change.class);
      for (Change change : Change.values()) {
        growth.put(change, days(change));
      }
      report.days(growth, options.days());
    }
    if (options.bigGib() > 0) {
      memory(report);
    }
  }

  private void mainJob(Report report) throws IOException, InterruptedException {
    try (LocalStack stack = start(options.dataMebibytes())) {
      MainJob job = new MainJob(stack, home);
      say("warming up");
      job.warmUp();
      for (int round = 1; round <= options.rounds(); round++) {
        say("round " + round + " of " + options.rounds());
        job.round();
      }
      report.mainJob(job.samples(), job.plainBytes(), stack.services());
    }
  }

  private void memory(Report report) throws IOException, InterruptedException {
    say("a dump of " + options.bigGib() + " GiB, and one of a tenth");
    try (LocalStack stack =
        LocalStack.start(
            StackOptions.in(home.resolve("stack"))
                .withHttps(true)
                .withServices(Set.of(SuiteService.BACKUP)))) {
      report.memory(new Memory(stack).run(options.bigGib()));
    }
  }

  private Growth days(Change change) throws IOException, InterruptedException {
    say(options.days() + " days of " + change + " changes");
    try (LocalStack stack = start(options.daysMebibytes())) {
      return new ThirtyDays(stack, home).live(change, options.days());
    }
  }

  /** With the suite's defaults: the local stack also compares checksums, which is an option. */
  private LocalStack start(int mebibytes) throws IOException {
    say("starting the suite with a database of about " + mebibytes + " MiB");
    Path folder = home.resolve("stack");
    LocalStack stack =
        LocalStack.start(StackOptions.in(folder).withData(mebibytes).withHttps(true));
    String yaml = Files.readString(stack.configuration());
    Files.writeString(stack.configuration(), yaml.replace("checksums: true", "checksums: false"));
    for (SuiteService service : List.of(SuiteService.BACKUP, SuiteService.VERIFY)) {
      ServiceInstance instance = stack.service(service);
      instance.process().stop();
      instance.process().start();
    }
    return stack;
  }

  private static void say(String what) {
    System.out.println("bench: " + what);
  }
}
