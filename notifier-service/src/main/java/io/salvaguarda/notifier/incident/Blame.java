package io.salvaguarda.notifier.incident;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which repository's absence explains a failure, and what shows that it is back. */
public final class Blame {
  private final Map<String, PostgresSource> sources;

  public Blame(Map<String, PostgresSource> sources) {
    this.sources = Map.copyOf(sources);
  }

  /**
   * The repository that did not answer. That of a failed copy cannot be told: there are two.
   *
   * <p>A source's repository is the one that the configuration says: that of an older backup is not
   * the one whose absence would fail all others.
   */
  public Optional<String> of(Problem problem) {
    return switch (problem.failure().errorClass()) {
      case STORE_UNAVAILABLE, STORE_DENIED -> repository(problem);
      default -> Optional.empty();
    };
  }

  private Optional<String> repository(Problem problem) {
    return switch (problem.matter()) {
      case Matter.RepositoryAway away -> Optional.empty(); // it is the explanation
      case Matter.NotPruned prune -> Optional.of(prune.repository());
      case Matter.KeyNotProven key -> Optional.of(key.repository());
      default -> repositoryOf(problem.sourceId());
    };
  }

  private Optional<String> repositoryOf(String sourceId) {
    return Optional.ofNullable(sources.get(sourceId)).map(PostgresSource::repository);
  }

  /** The outage that several failures amount to. */
  public static Problem outage(String repository, Problem latest) {
    boolean denied = latest.failure().errorClass() == ErrorClass.STORE_DENIED;
    return new Problem(
        SourceIds.STORAGE,
        Cause.OUTAGE,
        Severity.CRITICAL,
        latest.happenedAt(),
        new Failure(
            FailureKind.RETRYABLE,
            latest.failure().errorClass(),
            latest.failure().message(),
            denied
                ? "Check the access key of repository %s and what it may do.".formatted(repository)
                : "Check that repository %s runs and can be reached.".formatted(repository),
            latest.failure().logTail()),
        new Matter.RepositoryAway(repository, List.of()));
  }

  /** What a success says about outages: the repository that answered it. */
  public Optional<Recovery> answers(Recovery recovery) {
    return answering(recovery)
        .map(
            repository ->
                new Recovery(
                    SourceIds.STORAGE,
                    Cause.OUTAGE,
                    recovery.at(),
                    new Proof.RepositoryAnswers(repository)));
  }

  /** Only what writes: a repository may be read and yet deny every write. */
  private Optional<String> answering(Recovery recovery) {
    return switch (recovery.proof()) {
      case Proof.BackupTaken taken -> repositoryOf(recovery.sourceId());
      case Proof.BackupProven proven -> repositoryOf(recovery.sourceId()); // it writes its mark
      case Proof.WalAsUsual wal -> Optional.of(wal.repository());
      case Proof.Pruned prune -> Optional.of(prune.repository());
      case Proof.CopyMade copy -> Optional.empty();
      case Proof.RestoreDone done -> Optional.empty();
      case Proof.DrillDone drill -> Optional.empty();
      case Proof.WindowProven window -> Optional.empty();
      case Proof.KeysProven keys -> Optional.empty();
      case Proof.SizeUsual usual -> Optional.empty();
      case Proof.RepositoryAnswers answers -> Optional.empty();
      case Proof.SpaceBack space -> Optional.empty();
      case Proof.SaidSo said -> Optional.empty();
      case Proof.WalHeard heard -> Optional.empty(); // it may stand still
      case Proof.HeardAgain heard -> Optional.empty();
    };
  }
}
