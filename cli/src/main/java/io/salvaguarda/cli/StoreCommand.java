package io.salvaguarda.cli;

import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Stores;
import io.salvaguarda.access.UnusableKeyFile;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.events.Failure;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.RetryPolicy;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.s3.StoreAbilities;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What commands on a repository's store have: which one, and its failures as exit codes. */
abstract class StoreCommand extends ClientCommand {
  /** A person waits: shorter than a service would. */
  static final RetryPolicy RETRIES =
      new RetryPolicy(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));

  @Mixin RepositoryTarget target = new RepositoryTarget();

  @Override
  public final Integer call() throws IOException {
    prepare();
    RepositoryConfig repository = target.resolve(this, !makesOne());
    try (ObjectStore store = Stores.open(repository, RETRIES)) {
      if (writes()) {
        requireFit(repository);
      }
      return run(store, repository);
    } catch (RepositoryException.NoSuchBackup
        | RepositoryException.NoSuchWal
        | RepositoryException.Absent e) {
      throw new CliFailure(ExitCode.NOT_FOUND, told(repository, e));
    } catch (RepositoryException.AlreadyExists e) {
      throw new CliFailure(ExitCode.REFUSED, told(repository, e));
    } catch (RepositoryException.WrongKey | UnusableKeyFile e) {
      throw target.keyIsSaid()
          ? new CliFailure(ExitCode.USAGE, told(repository, e))
          : failure(e, repository.name());
    } catch (StoreException.Unfit e) {
      throw unfit(e, repository.name());
    } catch (IOException e) {
      throw failure(e, repository.name());
    }
  }

  /**
   * Probes the store before anything is written to it.
   *
   * @throws StoreException.Unfit when it lacks what a repository needs
   */
  static void requireFit(RepositoryConfig repository) throws StoreException {
    Optional<StoreAbilities> abilities = Stores.probe(repository, RETRIES);
    if (abilities.isPresent()) {
      abilities.get().requireFit();
    }
  }

  /** What can be found wrong before anything is opened. */
  void prepare() {
    // nothing
  }

  /** Does it make the repository? If not, none is made by mistake. */
  boolean makesOne() {
    return false;
  }

  /** Does it write more than a reader may? Then the store is probed first. */
  boolean writes() {
    return makesOne();
  }

  abstract int run(ObjectStore store, RepositoryConfig repository) throws IOException;

  private static String told(RepositoryConfig repository, IOException e) {
    return "repository " + repository.name() + ": " + e.getMessage();
  }

  /** Nothing is wrong with what was typed, and the server does not answer "no": we do. */
  private static CliFailure unfit(StoreException.Unfit e, String repository) throws IOException {
    Failure failure = Failures.of(e, repository).orElseThrow(() -> e);
    return new CliFailure(ExitCode.REFUSED, told(failure));
  }

  private static RuntimeException failure(IOException e, String repository) throws IOException {
    throw Failures.of(e, repository).map(StoreCommand::failure).orElseThrow(() -> e);
  }

  private static CliFailure failure(Failure failure) {
    int code =
        switch (failure.errorClass()) {
          case STORE_UNAVAILABLE, DISK_FULL -> ExitCode.UNREACHABLE;
          case STORE_DENIED -> ExitCode.REFUSED;
          case REPOSITORY_KEY, CONFIGURATION -> ExitCode.USAGE;
          default -> ExitCode.FAILED;
        };
    return new CliFailure(code, told(failure));
  }

  private static String told(Failure failure) {
    return failure.message() + "\n  next: " + failure.nextStep();
  }
}
