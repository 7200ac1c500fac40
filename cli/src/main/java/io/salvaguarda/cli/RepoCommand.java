package io.salvaguarda.cli;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.store.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "repo",
    mixinStandardHelpOptions = true,
    description = "Break-glass: works with the repository and its passphrase alone, no service up.",
    subcommands = {RepoCommand.ListAll.class, RepoCommand.Extract.class})
final class RepoCommand {

  /** What both have: which repository of which configuration. */
  abstract static class OnRepository implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "the salvaguarda.yaml that names it")
    Path file;

    @Option(
        names = "--repository",
        paramLabel = "NAME",
        description = "needed when there are several")
    String name;

    @Override
    public final Integer call() throws IOException {
      SuiteConfig config = load();
      String chosen = chosen(config);
      try (Repositories repositories = new Repositories(config, RetryPolicy.DEFAULT)) {
        return run(repositories.existing(chosen));
      } catch (FileAlreadyExistsException e) {
        throw new CliFailure(ExitCode.REFUSED, e.getFile() + " is there already");
      } catch (IOException e) {
        throw Failures.of(e, chosen)
            .map(f -> new CliFailure(ExitCode.FAILED, f.message() + " " + f.nextStep()))
            .orElseThrow(() -> e);
      }
    }

    abstract int run(BackupRepository repository) throws IOException;

    private SuiteConfig load() {
      Path from = file == null ? ConfigCommand.fileOf(new Suite(Salva.environment())) : file;
      return switch (ConfigLoader.load(from, Salva.environment())) {
        case LoadResult.Loaded loaded -> loaded.config();
        case LoadResult.Broken broken ->
            throw new CliFailure(ExitCode.USAGE, broken.mistakes().getFirst().render());
      };
    }

    private String chosen(SuiteConfig config) {
      Set<String> names = config.repositories().keySet();
      if (name == null && names.size() == 1) {
        return names.iterator().next();
      }
      if (name == null || !names.contains(name)) {
        throw new CliFailure(
            ExitCode.USAGE, "--repository must be one of " + String.join(", ", names));
      }
      return name;
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The backups that the repository holds, with what is proven of them.",
      footer = {"", "Example:", "  salva repo list --config salvaguarda.yaml"})
  static final class ListAll extends OnRepository {
    @Override
    int run(BackupRepository repository) throws IOException {
      Table table = new Table("BACKUP", "PROOF", "STATE OF", "SIZE");
      for (BackupId id : repository.list()) {
        Manifest manifest = repository.manifest(id);
        String proof = repository.verification(id).map(RepoCommand::proof).orElse("UNVERIFIED");
        table.row(
            id.toString(),
            proof,
            manifest.facts().snapshotAt().toString(),
            Cells.bytes(manifest.plainBytes()));
      }
      table.print(spec.commandLine().getOut(), "no backups");
      return ExitCode.DONE;
    }
  }

  private static String proof(VerificationMark mark) {
    return mark.quarantined() ? "QUARANTINED" : mark.outcome().name();
  }

  @Command(
      name = "extract",
      mixinStandardHelpOptions = true,
      description = "Write one stream of a backup to a new file, every chunk proven on the way.",
      footer = {
        "",
        "Example:",
        "  salva repo extract shop/logical/2026-01-02_02-00-00-1a2b3c --config salvaguarda.yaml"
            + " --to shop.dump",
        "  createdb shop && pg_restore --exit-on-error -d shop shop.dump"
      })
  static final class Extract extends OnRepository {
    @Parameters(paramLabel = "BACKUP", description = "<source>/<kind>/<label>")
    String id;

    @Option(names = "--stream", defaultValue = "dump", description = "dump (default) or globals")
    String stream;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "must not exist")
    Path to;

    @Override
    int run(BackupRepository repository) throws IOException {
      BackupId backup;
      try {
        backup = BackupId.parse(id);
      } catch (IllegalArgumentException e) {
        throw new CliFailure(ExitCode.USAGE, Cells.clean(e.getMessage()));
      }
      Manifest manifest = repository.manifest(backup);
      if (manifest.stream(stream).isEmpty()) {
        throw new CliFailure(ExitCode.NOT_FOUND, "the backup has no stream " + Cells.clean(stream));
      }
      // 0600: a dump is as secret as its database, and globals hold password hashes
      Files.createFile(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      boolean whole = false;
      try (InputStream in = repository.open(manifest, stream);
          OutputStream out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
        long bytes = in.transferTo(out);
        whole = true;
        spec.commandLine().getOut().println(to + ": " + Cells.bytes(bytes));
      } finally {
        if (!whole) {
          Files.deleteIfExists(to); // never leave half a dump that looks like one
        }
      }
      return ExitCode.DONE;
    }
  }
}
